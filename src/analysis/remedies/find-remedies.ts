import type { Ruleset } from "../../ruleset/document.js";
import { type RulesetInput, toRuleset } from "../../ruleset/read-ruleset.js";
import { readLanguage } from "../../runtime/language/language-matcher.js";
import { readLanguages } from "../../runtime/language/read-languages.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import { unknownName } from "../../runtime/request/request-issues.js";
import { routerOf } from "../../runtime/router.js";
import { RequestError } from "../../values/errors.js";
import type { ChannelRemedies, Remedy, RemedyChange } from "../../words/remedy.js";
import { loadRulesetModel, type RulesetModel } from "../model/ruleset-model.js";
import { findBlockers } from "./find-blockers.js";
import { framesOf, type RemedyFrame } from "./frames.js";
import { addLanguages, changeRequest, changeRules } from "./make-changes.js";
import { searchChanges } from "./search-changes.js";

/**
 * Finds out why a channel is withheld from one customer, and what would have to change: the smallest sets of changes that get it offered,
 * three at most, each confirmed with `route`.
 *
 * A change is of one field of the request, of one schedule at the instant of the request, of one language of the channel, or of one number of
 * its agents. The instant does not change: `nextOpensAt` of a decision tells when the channel opens.
 *
 * Throws `RulesetError` if the ruleset has errors, and `RequestError` if the request cannot be read or the rules do not have the channel.
 *
 * @example
 * const { blockers, remedies } = await findRemedies(ruleset, request, "phone");
 */
export async function findRemedies(
  ruleset: RulesetInput,
  request: ContactRequest,
  channel: string,
): Promise<ChannelRemedies> {
  const checked = toRuleset(ruleset);
  const model = await loadRulesetModel(checked);
  const { channels } = model.compiled.vocabulary;
  const index = channels.get(channel)?.index;
  if (index === undefined) throw new RequestError([unknownName(["channel"], "channel", channel, channels)]);
  const { offered } = routerOf(model.compiled).route(request);
  if (offered.some((each) => each.channel === channel)) {
    return { channel, outcome: "offered", blockers: [], remedies: [], isComplete: true };
  }
  const wider = await widen(model, request, index);
  const blockers = findBlockers(model, wider, request, index);
  const { found, isComplete } = searchFrames(framesOf(model, wider, request, index));
  const remedies: Remedy[] = [];
  for (const changes of found) {
    if (remedies.length === MAX_REMEDIES) break;
    const confirmed = await confirm(checked, request, changes, { id: channel, index });
    if (confirmed !== null) remedies.push(confirmed);
  }
  return { channel, outcome: "withheld", blockers, remedies, isComplete };
}

const MAX_REMEDIES = 3;

/** The rules in which the channel also serves the requested languages that it does not serve; null if it serves all of them. */
async function widen({ compiled }: RulesetModel, request: ContactRequest, index: number): Promise<RulesetModel | null> {
  const { id = "", match, languages = [] } = compiled.channels[index] ?? {};
  const tags = readLanguages(request.language, ["language"]).tags.map(({ tag }) => tag);
  const served = new Set(languages);
  const added = new Set(
    tags.flatMap((tag) =>
      tag === null || tag === "*" || match?.(tag) !== -1 ? [] : (readLanguage(tag)?.language ?? []),
    ),
  );
  const more = [...added].filter((tag) => !served.has(tag)).slice(0, MAX_ADDED);
  if (more.length === 0) return null;
  const { scenarios: _, promises: __, ...document } = compiled.document;
  return loadRulesetModel(toRuleset({ ...document, channels: addLanguages(document, id, more) }));
}

/** A customer speaks few languages, though a browser may list many. */
const MAX_ADDED = 5;

/** Minimal sets of changes: smallest first, then those that may pass soonest. At least three, if there are as many. */
function searchFrames(frames: readonly RemedyFrame[]): {
  readonly found: readonly FoundChanges[];
  readonly isComplete: boolean;
} {
  const limit = { left: MAX_TESTS };
  let minimal: FoundChanges[] = [];
  for (let size = 1; ; size++) {
    let isCut = false;
    const groups = new Map<string, Solution[]>();
    for (const frame of frames) {
      if (frame.made.size > size) {
        isCut = true;
        continue;
      }
      const searched = searchChanges(frame, size - frame.made.size, limit);
      isCut ||= searched.isCut;
      for (const chosen of searched.found) {
        const values = new Map([...frame.made, ...chosen]);
        const keys = [...values.keys()].sort();
        if (minimal.some((other) => other.keys.every((each) => values.has(each)))) continue;
        const key = JSON.stringify(keys);
        groups.set(key, [...(groups.get(key) ?? []), { frame, values }]);
      }
    }
    // A set of fewer changes can be of a frame that was not searched for it alone.
    const sets = [...groups.values()].map(asChanges);
    const smallest = sets.filter(({ keys }) => !sets.some((other) => isPart(other.keys, keys)));
    minimal = [...minimal, ...smallest.sort(compareChanges)];
    if (minimal.length >= MAX_REMEDIES || !isCut || limit.left <= 0) {
      return { found: minimal, isComplete: limit.left > 0 };
    }
  }
}

/** Conjuncts. A second or two. */
const MAX_TESTS = 3_000_000;

function isPart(keys: readonly string[], of: readonly string[]): boolean {
  return keys.length < of.length && keys.every((each) => of.includes(each));
}

/** New values of some parts, of one candidate. */
interface Solution {
  readonly frame: RemedyFrame;
  readonly values: ReadonlyMap<string, string>;
}

interface FoundChanges {
  readonly keys: readonly string[];
  readonly frame: RemedyFrame;
  readonly changes: readonly RemedyChange[];
}

/** One set of changes, of all solutions that change the same parts. The first has the best values. */
function asChanges(solutions: readonly Solution[]): FoundChanges {
  const [{ frame, values }] = solutions as readonly [Solution];
  const keys = [...values.keys()];
  const changes = keys.map((key) => {
    const others = solutions.filter((each) =>
      keys.every((other) => other === key || each.values.get(other) === values.get(other)),
    );
    const also = new Set(others.map((each) => each.values.get(key) as string));
    return frame.changeTo(key, values.get(key) as string, [...also]);
  });
  return { keys: [...keys].sort(), frame, changes: changes.sort((a, b) => rankOf(b) - rankOf(a)) };
}

function rankOf({ kind }: RemedyChange): number {
  return RANKS[kind];
}

/** How soon a change may come, slowest last. Of one rank, what the company can change goes before the customer. */
const RANKS: Readonly<Record<RemedyChange["kind"], number>> = {
  closedChannels: 0,
  agentAvailabilityAsOf: 0,
  agents: 0,
  schedule: 1,
  timeZone: 1,
  fact: 2,
  channelLanguage: 3,
  language: 3,
  requestType: 4,
};

const KINDS = Object.keys(RANKS);

/** The slowest change decides, then the next one; of equals, the kinds in their order. */
function compareChanges(one: FoundChanges, other: FoundChanges): number {
  for (const measure of [rankOf, ({ kind }: RemedyChange) => KINDS.indexOf(kind)]) {
    for (const [index, change] of one.changes.entries()) {
      const difference = measure(change) - measure(other.changes[index] as RemedyChange);
      if (difference !== 0) return difference;
    }
  }
  return 0;
}

/** Makes the changes, and asks the router. Null if the channel is still withheld. */
async function confirm(
  ruleset: Ruleset,
  request: ContactRequest,
  { frame, changes }: FoundChanges,
  { id, index }: { readonly id: string; readonly index: number },
): Promise<Remedy | null> {
  const ids = ruleset.channels.map((each) => each.id);
  const changed = changeRequest(request, changes, { id, index, place: frame.place }, ids, frame.read);
  const { compiled } = await loadRulesetModel(toRuleset(changeRules(ruleset, changes, id)));
  const { offered } = routerOf(compiled).route(changed);
  return offered.some(({ channel }) => channel === id) ? { changes, request: changed } : null;
}
