import type { CheckReport, PromiseResult } from "../../analysis.js";
import { plural } from "../../words/numbers.js";
import { bad, good, type StyledText, warning } from "../../words/prose.js";
import { flow } from "../terminal/flow.js";
import type { Screen } from "../terminal/screen.js";

/** `15 promises proven over 1,684,800 situations of the next 400 days`; empty where there was nothing to prove. */
export function countPromises({ promises, situations }: CheckReport, period: string, screen: Screen): string {
  const law = promises.filter(({ path }) => path === null);
  const stated = promises.filter(({ path }) => path !== null);
  if (promises.length === 0) return "";
  const count = (status: PromiseResult["status"]) => stated.filter((promise) => promise.status === status).length;
  const [proven, broken, undecided] = [count("proven"), count("broken"), count("undecided")];
  const counts: [number, string, (text: string) => StyledText][] = [
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
