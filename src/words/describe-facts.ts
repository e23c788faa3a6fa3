import type { RulesetDocument } from "../ruleset/document.js";
import type { ContactRequest } from "../runtime/request/request.js";
import { dim, type Prose } from "./prose.js";

/** What is known of a customer, given and by default, as `--fact` takes it; null where the rules declare no facts. */
export function describeFacts(
  given: ContactRequest["facts"] = {},
  ruleset: Pick<RulesetDocument, "facts">,
): Prose | null {
  const facts = Object.entries(ruleset.facts ?? {});
  if (facts.length === 0) return null;
  const own = facts.flatMap(([fact]) => (Object.hasOwn(given, fact) ? [`${fact}=${String(given[fact])}`] : []));
  const others = facts.flatMap(([fact, { default: value }]) =>
    Object.hasOwn(given, fact) ? [] : [`${fact}=${String(value)}`],
  );
  return [
    own.join(", "),
    dim(others.length === 0 ? "" : `${own.length === 0 ? "" : "; "}by default ${others.join(", ")}`),
  ];
}
