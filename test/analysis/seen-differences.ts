import type { Change } from "../../src/analysis.js";
import type { Verdict } from "../reference/verdict.js";

/** What is compared of a decision; null where the request cannot be read. */
export type Seen = Omit<Verdict, "told"> | null;

/** What is told of several differences at once says of each that it may be. */
export function tells(change: Change, difference: string): boolean {
  if (change.kind === "reasons" && change.inSome) return difference.startsWith(`reasons ${change.channel} `);
  return wordOf(change) === difference;
}

export function isSeenIn(change: Change, was: Seen, is: Seen): boolean {
  return differencesOf(was, is).includes(wordOf(change));
}

/** Each difference in a word, as {@link wordOf} has it. Where a side cannot read the request, nothing is compared. */
export function differencesOf(was: Seen, is: Seen): string[] {
  if (was === null || is === null) return [];
  const [before, after] = [was, is].map(
    ({ offered }) => new Map(offered.map((each) => [each.channel, each.servedLanguage])),
  );
  const [steps, stepsNow] = [was, is].map((each) => each.steps.map(({ step }) => step));
  if (before === undefined || after === undefined || steps === undefined || stepsNow === undefined) return [];
  return [
    ...[...before].flatMap(([channel, language]) => {
      const now = after.get(channel);
      return now === undefined
        ? [`lost ${channel}`]
        : now === language
          ? []
          : [`language ${channel} ${language} ${now}`];
    }),
    ...[...after.keys()].filter((channel) => !before.has(channel)).map((channel) => `gained ${channel}`),
    ...movedIn([...before.keys()], [...after.keys()]).map((moved) => `moved-up ${moved}`),
    ...was.withheld.flatMap(({ channel, reasons }) => {
      const now = is.withheld.find((each) => each.channel === channel);
      const [codes, codesNow] = [reasons, now?.reasons ?? []].map(codesOf);
      return now === undefined || codes === codesNow ? [] : [`reasons ${channel} ${codes} ${codesNow}`];
    }),
    ...steps.filter((step) => !stepsNow.includes(step)).map((step) => `step-removed ${step}`),
    ...stepsNow.filter((step) => !steps.includes(step)).map((step) => `step-added ${step}`),
    ...movedIn(steps, stepsNow).map((moved) => `step-moved-up ${moved}`),
  ];
}

function codesOf(reasons: readonly { readonly code: string }[]): string {
  return [...new Set(reasons.map(({ code }) => code.replace("availability-stale", "availability-unknown")))]
    .sort()
    .join();
}

function movedIn(before: readonly string[], after: readonly string[]): string[] {
  const both = after.filter((each) => before.includes(each));
  return both.flatMap((one, index) =>
    both.slice(index + 1).flatMap((other) => (before.indexOf(one) > before.indexOf(other) ? [`${one} ${other}`] : [])),
  );
}

function wordOf(change: Change): string {
  switch (change.kind) {
    case "gained":
    case "lost":
      return `${change.kind} ${change.channel}`;
    case "language":
      return `language ${change.channel} ${change.languageBefore} ${change.languageAfter}`;
    case "reasons":
      return `reasons ${change.channel} ${change.codesBefore} ${change.codesAfter}`;
    case "moved-up":
      return `moved-up ${change.channel} ${change.aheadOf}`;
    case "step-moved-up":
      return `step-moved-up ${change.step} ${change.aheadOf}`;
    case "step-added":
    case "step-removed":
      return `${change.kind} ${change.step}`;
    default:
      return change.kind;
  }
}
