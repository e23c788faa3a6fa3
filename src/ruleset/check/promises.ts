import type { Path } from "../../values/issue.js";
import { quote, quoteList } from "../../values/quote.js";
import type { PromiseStatement } from "../document.js";
import { type Finding, findInEach } from "../finding.js";
import type { ShapedRuleset } from "../shape/shaped.js";
import { checkReferences } from "./references.js";
import { alwaysChannels } from "./vocabulary.js";

/** Checks the channels and steps of promises. Their `when` is checked with the other conditions. */
export function checkPromises(shaped: ShapedRuleset): Finding[] {
  const always = alwaysChannels(shaped);
  return findInEach(shaped.promises, ({ path, value }) => [
    ...LISTS.flatMap((list) => {
      const kind = list.endsWith("Steps") ? "steps" : "channels";
      return checkReferences(shaped.known, kind, value[list] ?? [], [...path, list]);
    }),
    ...(value.never ?? []).flatMap((channel, index) =>
      always.has(channel) ? [neverOfAlways(channel, [...path, "never", index])] : [],
    ),
    ...(LISTS.some((list) => value[list] !== undefined || shaped.isBroken([...path, list]))
      ? []
      : [noStatement(value, path)]),
  ]);
}

const LISTS = ["never", "always", "neverSteps", "alwaysSteps"] as const;

function neverOfAlways(channel: string, path: Path): Finding {
  const problem = `${quote(channel)} is offered always`;
  return { code: "never-of-always-channel", problem, hint: "a promise cannot say `never` of it", path };
}

function noStatement({ name }: Partial<PromiseStatement>, path: Path): Finding {
  const who = name === undefined ? "the promise" : `promise ${quote(name)}`;
  const hint = `add ${quoteList(LISTS, "or")}`;
  return { code: "missing-key", problem: `${who} promises nothing`, hint, path };
}
