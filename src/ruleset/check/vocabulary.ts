import type { Path } from "../../values/issue.js";
import { quote } from "../../values/quote.js";
import { type Finding, findInEach } from "../finding.js";
import type { Entry, ShapedRuleset } from "../shape/shaped.js";
import { checkRepeats } from "./references.js";

/** Reports ids and names that two entries of a list share. Keys of maps are checked when the files are merged. */
export function checkDuplicateNames({ channels, steps, rules, promises, scenarios }: ShapedRuleset): Finding[] {
  return [
    ...duplicates("channel", "id", channels),
    ...duplicates("step", "id", steps),
    ...duplicates("rule", "name", rules),
    ...duplicates("promise", "name", promises),
    ...duplicates("scenario", "name", scenarios),
  ];
}

/** Reports a ruleset without an always channel: a customer could be left with an empty page. */
export function checkAlwaysChannel({ channels, known, isBroken }: ShapedRuleset): Finding[] {
  // A section with too many entries is broken and appears empty here.
  const isUnreadable = known.channels === null || (channels.length === 0 && isBroken(["channels"]));
  const mayBeAlways = ({ path, value }: (typeof channels)[number]) =>
    value.always === true || isBroken([...path, "always"]);
  if (isUnreadable || channels.some(mayBeAlways)) return [];
  const problem = "no channel is offered always, so a customer could be left without any";
  const hint = 'write `"always": true` in one, such as `email`';
  return [{ code: "no-always-channel", problem, hint, path: ["channels"] }];
}

/** Returns the ids of the always channels. */
export function alwaysChannels({ channels }: ShapedRuleset): ReadonlySet<string> {
  return new Set(channels.flatMap(({ value }) => (value.always === true && value.id !== undefined ? [value.id] : [])));
}

/** Reports tags that a request type lists twice. */
export function checkRequestTypes({ requestTypes }: ShapedRuleset): Finding[] {
  return findInEach(requestTypes, ({ path, value }) => checkRepeats(value.tags ?? [], [...path, "tags"]));
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
