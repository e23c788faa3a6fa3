import type { CheckReport } from "../../analysis.js";
import { name } from "../../words/prose.js";
import { backticked, problemOf } from "../report/format-issues.js";
import { flow } from "../terminal/flow.js";
import { plainJson } from "../terminal/json.js";
import type { Screen } from "../terminal/screen.js";

/**
 * How to see each broken promise happen, and each warning that comes with an example: a line to paste, which is never broken. Empty where
 * there is none.
 */
export function formatExamples({ promises, findings }: CheckReport, rules: string, screen: Screen): string {
  const broken = promises.flatMap((promise) => {
    const { request } = promise.counterexample ?? {};
    return request === undefined ? [] : { request, prose: [name(promise.name), " is broken; see it with"] };
  });
  const warned = findings.flatMap((finding) => {
    if (finding.severity !== "warning" || finding.example === undefined) return [];
    return { request: finding.example.request, prose: [...backticked(problemOf(finding)), "; see it with"] };
  });
  return [...broken, ...warned]
    .slice(0, MOST_SHOWN)
    .map(({ request, prose }) => {
      const command = `echo ${shellWord(plainJson(request, 0))} | contact-routing route ${shellWord(rules)} --explain`;
      return `${[...flow(prose, screen), command].join("\n")}\n\n`;
    })
    .join("");
}

/** Nobody pastes more. */
const MOST_SHOWN = 20;

/** Quoted for a shell, where it has to be. */
function shellWord(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
