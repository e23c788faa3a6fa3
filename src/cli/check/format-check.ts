import type { CheckReport, PromiseResult } from "../../analysis.js";
import { formatCount, plural } from "../../words/numbers.js";
import { bad, good, joinProse, named, type StyledText, warning } from "../../words/prose.js";
import { formatAnnotations } from "../report/format-annotations.js";
import { backticked, problemOf } from "../report/format-issues.js";
import type { Formatters } from "../report/formatter.js";
import { formatRules, type RulesReport } from "../report/rules-report.js";
import { flow } from "../terminal/flow.js";
import { plainJson } from "../terminal/json.js";
import type { Screen } from "../terminal/screen.js";

interface CheckedRules extends Omit<RulesReport, "findings">, CheckReport {
  /** The period of the promises: `the next 400 days`. */
  readonly period: string;
}

/** Who reads each format. */
export const CHECK_READERS = "a person, a program, or a pull request on GitHub";

export const CHECK_FORMATTERS = {
  pretty: (report, screen) =>
    formatRules(report, screen, formatExamples(report, screen)) + countPromises(report, screen),
  json: ({ findings, promises, situations }) => `${plainJson({ findings, promises, situations })}\n`,
  github: ({ findings }) => formatAnnotations(findings),
} satisfies Formatters<CheckedRules>;

/** A command to paste for each broken promise, and for each warning with an example. The command stays on one line. */
function formatExamples({ promises, findings, spelling }: CheckedRules, screen: Screen): string {
  const broken = promises.flatMap((promise) => {
    const { request } = promise.counterexample ?? {};
    return request === undefined ? [] : { request, prose: [named(promise.name), " is broken; see it with"] };
  });
  const warned = findings.flatMap((finding) => {
    if (finding.severity !== "warning" || finding.example === undefined) return [];
    return { request: finding.example.request, prose: [backticked(problemOf(finding)), "; see it with"] };
  });
  return [...broken, ...warned]
    .slice(0, MAX_EXAMPLES)
    .map(({ request, prose }) => {
      const input = shellWord(plainJson(request, 0));
      const command = `echo ${input} | contact-routing route ${shellWord(spelling)} --explain`;
      return `${[...flow(prose, screen), command].join("\n")}\n\n`;
    })
    .join("");
}

const MAX_EXAMPLES = 20;

/** A text as one word of a shell. */
function shellWord(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** `15 promises proven, over 1,684,800 situations of the next 400 days`; empty if there is nothing to prove. */
function countPromises({ promises, situations, period }: CheckedRules, screen: Screen): string {
  // The law about always channels stands in no rule file.
  const law = promises.filter(({ path }) => path === null);
  const stated = promises.filter(({ path }) => path !== null);
  if (promises.length === 0) return "";
  const counts: [PromiseResult["status"], string, (text: string) => StyledText][] = [
    ["proven", "proven", good],
    ["broken", "broken", bad],
    ["undecided", "not decided", warning],
  ];
  const parts = counts
    .map(([status, ...words]) => [stated.filter((promise) => promise.status === status).length, ...words] as const)
    .filter(([found]) => found > 0)
    .map(([found, what, style], index) => style(`${index === 0 ? plural(found, "promise") : found} ${what}`));
  const number = situations > TRILLION ? "more than a trillion" : formatCount(situations);
  const all = `${number} situations of ${period}`;
  const always = law.every(({ status }) => status === "proven")
    ? "; every always channel is offered in all of them"
    : "";
  const prose =
    stated.length === 0
      ? `every always channel is offered in all ${all}`
      : [joinProse(parts), `${parts.length > 1 ? "," : ""} over ${all}${always}`];
  return `${flow(prose, screen).join("\n")}\n`;
}

const TRILLION = 1e12;
