import { quote } from "../../values/quote.js";
import { type CheckFinding, findingAt } from "./check-finding.js";
import type { ProvenPromise } from "./prove-promises.js";

/** What there is to say of promises: those that are broken, that nobody can tell, and that speak of nothing. */
export function promiseFindings(proven: readonly ProvenPromise[]): CheckFinding[] {
  return proven.flatMap(({ result: { name, path, status, counterexample }, breach, isVacuous }) => {
    const at = path === null ? ["promises"] : path.split("/").slice(1);
    if (breach !== null) {
      const problem = `promise broken: ${breach.words}`;
      const example = counterexample && { request: counterexample.request, decision: counterexample.decision };
      return findingAt(at, { code: "promise-broken", problem, hint: breach.hint }, example);
    }
    if (status === "undecided") {
      return findingAt(at, {
        code: "promise-undecided",
        severity: "warning",
        problem: `promise ${quote(name)} is not decided: there are more situations than can be looked at`,
        hint: "it was not found broken; write fewer rules, or rules on fewer facts, or look fewer days ahead",
      });
    }
    if (!isVacuous) return [];
    return findingAt(at, {
      code: "promise-holds-vacuously",
      severity: "warning",
      problem: `promise ${quote(name)} promises nothing: its \`when\` holds in no situation`,
      hint: "see that its conditions can hold together, for a language that its channels serve",
    });
  });
}
