import type { Path } from "../../values/issue.js";
import { quote } from "../../values/quote.js";
import type { PromiseStatement } from "../document.js";
import { type Finding, findInEach } from "../finding.js";
import type { ShapedRuleset } from "../shape/shaped.js";
import { checkReferences } from "./references.js";
import { alwaysChannels } from "./rules.js";

/** What promises speak of; their `when` is checked with the other conditions. */
export function checkPromises(shaped: ShapedRuleset): Finding[] {
  const always = alwaysChannels(shaped);
  return findInEach(shaped.promises, ({ path, value }) => [
    ...LISTS.flatMap((list) => checkReferences(shaped.known, KIND_OF[list], value[list] ?? [], [...path, list])),
    ...(value.never ?? []).flatMap((channel, index) =>
      always.has(channel) ? [neverOfAlways(channel, [...path, "never", index])] : [],
    ),
    ...(LISTS.some((list) => value[list] !== undefined || shaped.isBroken([...path, list]))
      ? []
      : [noStatement(value, path)]),
  ]);
}

const KIND_OF = { never: "channels", always: "channels", neverSteps: "steps", alwaysSteps: "steps" } as const;
const LISTS = ["never", "always", "neverSteps", "alwaysSteps"] as const;

function neverOfAlways(channel: string, path: Path): Finding {
  return {
    code: "never-of-always-channel",
    problem: `${quote(channel)} is offered always`,
    hint: "a promise cannot say `never` of it",
    path,
  };
}

function noStatement({ name }: Partial<PromiseStatement>, path: Path): Finding {
  const who = name === undefined ? "the promise" : `promise ${quote(name)}`;
  return {
    code: "missing-key",
    problem: `${who} promises nothing`,
    hint: "add `never`, `always`, `neverSteps` or `alwaysSteps`",
    path,
  };
}
