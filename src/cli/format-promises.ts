import type { CheckReport, PromiseResult } from "../analysis.js";
import { flow } from "./flow.js";
import { plural } from "./local-time.js";
import { plainJson } from "./plain-text.js";
import type { Screen } from "./screen.js";
import { bad, good, name, type Span, warning } from "./span.js";

/** How to see each broken promise happen: a line to paste, which is never broken. Empty where none is. */
export function formatCounterexamples({ promises }: CheckReport, rules: string, screen: Screen): string {
  return promises
    .flatMap((promise) => {
      const { request } = promise.counterexample ?? {};
      if (request === undefined) return [];
      const command = `echo ${shellWord(plainJson(request, 0))} | contact-routing route ${shellWord(rules)} --explain`;
      return `${[...flow([name(promise.name), " is broken; see it with"], screen), command].join("\n")}\n\n`;
    })
    .join("");
}

/** `15 promises proven over 1,684,800 situations of the next 400 days`; empty where there was nothing to prove. */
export function countPromises({ promises, situations }: CheckReport, period: string, screen: Screen): string {
  const law = promises.filter(({ path }) => path === null);
  const stated = promises.filter(({ path }) => path !== null);
  if (promises.length === 0) return "";
  const count = (status: PromiseResult["status"]) => stated.filter((promise) => promise.status === status).length;
  const [proven, broken, undecided] = [count("proven"), count("broken"), count("undecided")];
  const counts: [number, string, (text: string) => Span][] = [
    [proven, "proven", good],
    [broken, "broken", bad],
    [undecided, "not decided", warning],
  ];
  const parts = counts
    .filter(([found]) => found > 0)
    .map(([found, what, style], index) => style(`${index === 0 ? plural(found, "promise") : found} ${what}`));
  const all = `${countText(situations)} situations of ${period}`;
  const always = law.every(({ status }) => status === "proven")
    ? "; every always channel is offered in all of them"
    : "";
  const prose =
    stated.length === 0
      ? `every always channel is offered in all ${all}`
      : [
          ...parts.flatMap((part, index) => (index === 0 ? [part] : [", ", part])),
          `${parts.length > 1 ? "," : ""} over ${all}${always}`,
        ];
  return `${flow(prose, screen).join("\n")}\n`;
}

function countText(situations: number): string {
  return situations > TRILLION ? "more than a trillion" : situations.toLocaleString("en-US");
}

const TRILLION = 1e12;

/** Quoted for a shell, where it has to be. */
function shellWord(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
