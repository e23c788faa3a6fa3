import { findInEach } from "../find-in-each.js";
import type { Finding } from "../finding.js";
import type { ShapedRuleset } from "../shape/shaped.js";
import { checkRepeats } from "./references.js";

/** Tags that a request type has twice. */
export function checkRequestTypes({ requestTypes }: ShapedRuleset): Finding[] {
  return findInEach(requestTypes, ({ path, value }) => checkRepeats(value.tags ?? [], [...path, "tags"]));
}
