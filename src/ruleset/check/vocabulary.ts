import type { Path } from "../../values/issue.js";
import { quote } from "../../values/quote.js";
import { type Finding, findInEach } from "../finding.js";
import type { Entry, ShapedRuleset } from "../shape/shaped.js";
import { checkRepeats } from "./references.js";

/** Ids and names that a list has twice. Those of maps are keys, which are told of when the files are read. */
export function checkDuplicateNames({ channels, steps, rules, promises, scenarios }: ShapedRuleset): Finding[] {
  return [
    ...duplicates("channel", "id", channels),
    ...duplicates("step", "id", steps),
    ...duplicates("rule", "name", rules),
    ...duplicates("promise", "name", promises),
    ...duplicates("scenario", "name", scenarios),
  ];
}

function duplicates<Key extends "id" | "name">(
  noun: string,
  key: Key,
  entries: readonly Entry<Readonly<Partial<Record<Key, string>>>>[],
): Finding[] {
  const firsts = new Map<string, Path>();
  return findInEach(entries, ({ path, value }) => {
    const written = value[key];
    if (written === undefined) return [];
    const firstAt = firsts.get(written);
    const here = [...path, key];
    if (firstAt !== undefined) {
      const problem = `${noun} ${quote(written)} is there twice`;
      return [{ code: "duplicate-name", problem, hint: `rename or delete one`, path: here, firstAt }];
    }
    firsts.set(written, here);
    return [];
  });
}

/** A ruleset without an always channel could leave a customer with an empty page. */
export function checkAlwaysChannel({ channels, known, isBroken }: ShapedRuleset): Finding[] {
  if (
    known.channels === null ||
    // Left out as a whole, as where there are too many.
    (channels.length === 0 && isBroken(["channels"])) ||
    channels.some(({ path, value }) => value.always === true || isBroken([...path, "always"]))
  )
    return [];
  return [
    {
      code: "no-always-channel",
      problem: "no channel is offered always, so a customer could be left without any",
      hint: 'write `"always": true` in one, such as `email`',
      path: ["channels"],
    },
  ];
}

/** Tags that a request type has twice. */
export function checkRequestTypes({ requestTypes }: ShapedRuleset): Finding[] {
  return findInEach(requestTypes, ({ path, value }) => checkRepeats(value.tags ?? [], [...path, "tags"]));
}
