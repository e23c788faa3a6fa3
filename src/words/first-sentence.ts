/** The first sentence of a description: the rest is for whoever edits the rules. */
export function firstSentence(description: string): string {
  for (const { segment } of SENTENCES.segment(description.trim())) return segment.trim();
  return "";
}

const SENTENCES = new Intl.Segmenter("en", { granularity: "sentence" });
