import type { ExampleDecision, ReplayExample, ReplayedChange, ReplayReport } from "../../analysis.js";
import { languageName } from "../../words/languages.js";
import { countOf, formatCount, formatShare } from "../../words/numbers.js";
import { bad, good, named, type Prose, type StyledText, strong } from "../../words/prose.js";
import { type Block, caption, describeExample, heading, type ListItem, list, paragraph } from "../report/page.js";

/** Who gains and who loses what between two rulesets; nothing if only one was replayed. */
export function changeBlocks({ changes, requests }: ReplayReport): Block[] {
  if (changes === null) return [];
  if (changes.requests === 0) {
    return [heading("What changes"), paragraph([good("Nothing"), ": every customer is offered the same by both."])];
  }
  const tell = (
    change: ReplayedChange,
    verb: StyledText,
    what: Prose,
    shown: keyof ExampleDecision = "offered",
  ): Block[] => {
    if (change.requests === 0) return [];
    const share = ` (${formatShare(change.requests / requests)}) `;
    return [
      caption([strong(countOf(change.requests, "request")), share, verb, " ", what].flat()),
      listChange(change, shown),
    ];
  };
  const gets = (change: ReplayedChange): StyledText => ({
    text: change.requests === 1 ? "gets" : "get",
    style: "plain",
  });
  return [
    heading("What changes"),
    paragraph([
      strong(countOf(changes.requests, "request")),
      ` (${formatShare(changes.share)}) ${changes.requests === 1 ? "is" : "are"} answered differently.`,
    ]),
    ...changes.channels.flatMap(({ channel, lost, gained }) => [
      ...tell(lost, bad(lost.requests === 1 ? "loses" : "lose"), named(channel)),
      ...tell(gained, good(gained.requests === 1 ? "gains" : "gain"), named(channel)),
    ]),
    ...tell(changes.order, gets(changes.order), "the same channels in another order"),
    ...tell(changes.language, gets(changes.language), "a channel in another language"),
    ...tell(changes.steps, gets(changes.steps), "other steps before contact", "steps"),
  ];
}

function listChange({ requestTypes, languages, examples }: ReplayedChange, shown: keyof ExampleDecision): Block {
  const byType = requestTypes.map(({ requestType, requests }) => [requestType, requests] as const);
  const byLanguage = languages.map(
    ({ language, requests }) => [language === null ? "other languages" : languageName(language), requests] as const,
  );
  const items: ListItem[] = [
    { label: "by type", prose: listCounts(byType) },
    { label: "by language", prose: listCounts(byLanguage) },
    ...examples.map((example) => ({ label: `line ${example.line}`, prose: exampleOf(example, shown) })),
  ];
  return list(items, true);
}

function listCounts(counts: readonly (readonly [word: string, count: number])[]): string {
  const shown = counts.slice(0, MOST_COUNTS).map(([word, count]) => `${word} ${formatCount(count)}`);
  const left = counts.length - MOST_COUNTS;
  return `${shown.join(", ")}${left > 0 ? `, and ${left} more` : ""}`;
}

const MOST_COUNTS = 10;

function exampleOf({ request, before, now }: ReplayExample, shown: keyof ExampleDecision): Prose {
  const [was = "", is = ""] = [before, now].map(({ [shown]: words }) =>
    words.length === 0 ? "none" : words.join(", "),
  );
  return describeExample(was, is, request);
}
