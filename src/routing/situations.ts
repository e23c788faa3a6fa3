import type { ClassCodes } from "../conditions/class-codes.js";
import type { Situation } from "../conditions/clause-table.js";
import type { CompiledRule } from "../conditions/compile-conditions.js";
import { type AdviceSituation, createAdviceSituation } from "./advice.js";
import { type ChannelSituation, createChannelSituation } from "./channel-situation.js";
import type { CompiledChannel, CompiledRuleset } from "./compile-ruleset.js";
import type { CandidateLanguages } from "./language-plan.js";
import type { SnapshotState } from "./read-availability.js";
import type { FactValue } from "./read-facts.js";
import { availabilityOf, type ReadRequest } from "./read-request.js";

/** Finds the situations of requests; remembers those met twice, up to a bound. */
export interface Situations {
  /** To be called first for a request: the others are about the request set last. */
  setRequest(request: ReadRequest): void;
  advice(): AdviceSituation;
  channel(channel: CompiledChannel, request: ReadRequest): ChannelSituation;
}

/**
 * A tree for each channel, and one for all steps, that branches by what their rules can tell apart: a request which to them is like one before comes to
 * the same leaf, so that however many rules there are, they are asked once.
 */
export function createSituations(compiled: CompiledRuleset): Situations {
  const { conditions, channels, steps } = compiled;
  const requestAxes = [...conditions.axes.entries()].flatMap(([axis, { fact, classOf }]) =>
    conditions.uses[axis] === "request" ? [{ axis, classOf, valueIn: requestFact(compiled, fact) }] : [],
  );
  /** Of the request set last. What is made for it keeps them, and then they are to be copied before they become another's. */
  let classes: Situation = new Int32Array(conditions.axes.length);
  let areKept = false;
  const keysOfChannels = channels.map((channel) => keysFor(compiled, rulesOf(channel)));
  const keysOfAdvice = keysFor(
    compiled,
    new Set(steps.flatMap(({ advice }) => advice.clauses.map(({ owner }) => owner))),
  ).request;
  let known = plant();
  let branches = 0;

  function plant() {
    return {
      channels: channels.map((): Branch<ChannelSituation> => createBranch()),
      advice: createBranch<AdviceSituation>(),
    };
  }

  function follow<Leaf>(branch: Branch<Leaf>, key: number): Branch<Leaf> {
    branch.next ??= new Map();
    const next = branch.next.get(key);
    if (next !== undefined) return next;
    const grown = createBranch<Leaf>();
    branches++;
    branch.next.set(key, grown);
    return grown;
  }

  /** Keeps a leaf from the second time on: one that never comes again would only be in the way. */
  function keep<Leaf>(branch: Branch<Leaf>, leaf: Leaf): Leaf {
    if (branch.isMetAgain) {
      branch.leaf = leaf;
      areKept = true;
    }
    branch.isMetAgain = true;
    return leaf;
  }

  function followKeys<Leaf>(branch: Branch<Leaf>, keys: readonly Key[]): Branch<Leaf> {
    let at = branch;
    for (let index = 0; index < keys.length; index++) at = follow(at, keyOf(keys[index] as Key, classes));
    return at;
  }

  return {
    setRequest(request) {
      if (branches > MOST_BRANCHES) {
        known = plant();
        branches = 0;
      }
      if (areKept) classes = classes.slice();
      areKept = false;
      for (let index = 0; index < requestAxes.length; index++) {
        const { axis, classOf, valueIn } = requestAxes[index] as RequestAxis;
        classes[axis] = classOf(valueIn(request));
      }
    },
    advice() {
      const branch = followKeys(known.advice, keysOfAdvice);
      return branch.leaf ?? keep(branch, createAdviceSituation(compiled, classes));
    },
    channel(channel, request) {
      const { index, candidateClasses } = channel;
      const { request: requestKeys, candidate: candidateKeys } = keysOfChannels[index] as ChannelKeys;
      const { snapshotState: snapshot, closedChannels } = request;
      const closed = closedChannels.size > 0 && closedChannels.has(channel.id);
      const languages = consideredLanguages(channel, closed, request.languages.channels[index] as CandidateLanguages);
      const { places, matched } = languages;

      const root = known.channels[index] as Branch<ChannelSituation>;
      let branch = follow(root, (places.length * 3 + STATES[snapshot]) * 2 + (closed ? 1 : 0));
      branch = followKeys(branch, requestKeys);
      for (let order = 0; order < places.length; order++) {
        const place = places[order] as number;
        candidateClasses.set(classes, place, order >= matched, availabilityOf(request, index, place));
        branch = followKeys(branch, candidateKeys);
      }
      if (branch.leaf !== null) return branch.leaf;
      return keep(branch, createChannelSituation(compiled, channel, classes, languages, request, closed));
    },
  };
}

/** Facts come from outside; this bounds what they can fill, at some hundreds of bytes a branch. */
const MOST_BRANCHES = 10_000;
const STATES: Readonly<Record<SnapshotState, number>> = { none: 0, fresh: 1, stale: 2 };

interface RequestAxis {
  readonly axis: number;
  readonly classOf: (value: FactValue | null) => number;
  readonly valueIn: (request: ReadRequest) => FactValue;
}

/** A tree that is walked by numbers, and grows where nobody has walked yet. */
interface Branch<Leaf> {
  next: Map<number, Branch<Leaf>> | null;
  leaf: Leaf | null;
  isMetAgain: boolean;
}

function createBranch<Leaf>(): Branch<Leaf> {
  return { next: null, leaf: null, isMetAgain: false };
}

/** Some axes whose classes, as far as rules can tell them apart, make one number together. */
type Key = readonly { readonly axis: number; readonly multiples: readonly number[] }[];

interface ChannelKeys {
  readonly request: readonly Key[];
  readonly candidate: readonly Key[];
}

function keysFor({ conditions }: CompiledRuleset, rules: ReadonlySet<CompiledRule>): ChannelKeys {
  const codes = conditions.codesOf(conditions.rules.filter((rule) => rules.has(rule)));
  const usedFor = (use: string) => codes.filter(({ axis, count }) => conditions.uses[axis] === use && count > 1);
  return { request: keysOf(usedFor("request")), candidate: keysOf(usedFor("candidate")) };
}

function rulesOf({ offers, withholds, prefers }: CompiledChannel): Set<CompiledRule> {
  return new Set([offers, withholds, prefers].flatMap(({ clauses }) => clauses.map(({ owner }) => owner)));
}

/** As few keys as there can be without a number that is not small. */
function keysOf(codes: readonly ClassCodes[]): Key[] {
  const keys: { axis: number; multiples: number[] }[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const { axis, codes: codeOf, count } of codes) {
    if (size * count > LARGEST_KEY) {
      keys.push([]);
      size = 1;
    }
    const factor = size;
    keys.at(-1)?.push({ axis, multiples: codeOf.map((code) => code * factor) });
    size *= count;
  }
  return keys;
}

const LARGEST_KEY = 2 ** 30;

function keyOf(key: Key, classes: Situation): number {
  let sum = 0;
  for (let index = 0; index < key.length; index++) {
    const { axis, multiples } = key[index] as Key[number];
    sum += multiples[classes[axis] as number] as number;
  }
  return sum;
}

/** An always channel is offered in the first; where no rule is asked, there are none to consider. */
function consideredLanguages(
  { always, offers }: CompiledChannel,
  closed: boolean,
  languages: CandidateLanguages,
): CandidateLanguages {
  if (always)
    return languages.places.length > 1
      ? { places: languages.places.slice(0, 1), matched: languages.matched }
      : languages;
  return closed || offers.clauses.length === 0 ? NO_LANGUAGES : languages;
}

const NO_LANGUAGES: CandidateLanguages = { places: [], matched: 0 };

/** How to read a fact of the request, as its axis takes it. */
export function requestFact({ vocabulary }: CompiledRuleset, fact: string): (request: ReadRequest) => FactValue {
  const declared = vocabulary.facts.get(fact);
  if (declared === undefined) return ({ requestType }) => requestType;
  const { index } = declared;
  return ({ facts }) => facts[index] as FactValue;
}
