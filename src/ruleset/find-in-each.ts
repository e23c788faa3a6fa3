import type { Finding } from "./finding.js";

/**
 * What is found in one thing after another. Ends where there are more errors than anyone is told of, so that a file full of mistakes costs
 * little more than they do; of what is no error, what comes beyond as many is left out, and hides none.
 */
export function findInEach<T>(things: Iterable<T>, find: (thing: T) => Iterable<Finding>): Finding[] {
  const findings: Finding[] = [];
  let errors = 0;
  let warnings = 0;
  for (const thing of things) {
    for (const finding of find(thing)) {
      const { severity = "error" } = finding;
      if (severity === "error") errors++;
      else warnings++;
      if (severity === "error" || warnings <= MOST_TOLD) findings.push(finding);
    }
    if (errors > MOST_TOLD) break;
  }
  return findings;
}

/** Problems of one ruleset: more than anyone reads. */
export const MOST_TOLD = 1000;
