import type { CompiledChannel, CompiledRuleset } from "../../compile/compile-ruleset.js";
import type { Axis } from "../../compile/conditions/variables.js";
import type { ClassCodes } from "../conditions/class-codes.js";
import type { CompiledRule } from "../../compile/conditions/compile-conditions.js";
import type { CandidateLanguages } from "../request/language-plan.js";
import type { SnapshotState } from "../request/read-availability.js";
import type { FactValue } from "../request/read-facts.js";
import { availabilityOf, type ReadRequest } from "../request/read-request.js";
import { type AdviceSituation, createAdviceSituation } from "./advice.js";
import { type ChannelSituation, createChannelSituation } from "./channel-situation.js";
import type { Situation } from "../conditions/clause-table.js";

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
  const factAxes = [...conditions.axes.entries()].flatMap(([axis, { fact, classOf }]) => {
    const index = compiled.vocabulary.facts.get(fact)?.index;
    return index === undefined ? [] : [{ axis, index, classOf }];
  });
  const typeAxes = [...conditions.axes.entries()].flatMap(([axis, { fact, classOf }]) =>
    fact === "requestType" || fact === "requestTags" ? [{ axis, classOf }] : [],
  );
  /** Of the request set last. All that is remembered refers to them, and is only ever asked for a request to which it is alike. */
  const classes: Situation = new Int32Array(conditions.axes.length);
  const keysOfChannels = channels.map((channel) => keysFor(compiled, rulesOf(channel)));
  const keysOfAdvice = keysFor(
    compiled,
    new Set(steps.flatMap(({ advice }) => advice.clauses.map(({ owner }) => owner))),
  ).request;
  let known = plant();
  let branches = 0;

  function plant() {
    return {
      advice: createBranch<AdviceSituation>(),
      /** By channel, then by the number of candidates. */
      channels: channels.map((): Branch<ChannelSituation>[] => []),
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
    if (branch.isMetAgain) branch.leaf = leaf;
    branch.isMetAgain = true;
    return leaf;
  }

  return {
    setRequest(request) {
      if (branches > MOST_BRANCHES) {
        known = plant();
        branches = 0;
      }
      const { requestType, facts } = request;
      for (let index = 0; index < typeAxes.length; index++) {
        const { axis, classOf } = typeAxes[index] as TypeAxis;
        classes[axis] = classOf(requestType);
      }
      for (let index = 0; index < factAxes.length; index++) {
        const { axis, index: place, classOf } = factAxes[index] as FactAxis;
        classes[axis] = classOf(facts[place] as FactValue);
      }
    },
    advice() {
      const path: Path<AdviceSituation> = { branch: known.advice, key: 0, size: 1 };
      for (let index = 0; index < keysOfAdvice.length; index++) take(path, keysOfAdvice[index] as Key);
      const branch = follow(path.branch, path.key);
      return branch.leaf ?? keep(branch, createAdviceSituation(compiled, classes));
    },
    channel(channel, request) {
      const { index, candidateClasses } = channel;
      const { request: requestKeys, candidate: candidateKeys } = keysOfChannels[index] as ChannelKeys;
      const { snapshotState, closedChannels } = request;
      const closed = closedChannels.has(channel.id);
      const languages = closed ? NO_LANGUAGES : (request.languages.asked[index] as CandidateLanguages);
      const { places, matched } = languages;

      const path = {
        branch: rootOf(known.channels[index] as Branch<ChannelSituation>[], places.length),
        key: stateOf(snapshotState) * 2 + (closed ? 1 : 0),
        size: STATES,
      };
      for (let each = 0; each < requestKeys.length; each++) take(path, requestKeys[each] as Key);
      for (let order = 0; order < places.length; order++) {
        const place = places[order] as number;
        candidateClasses.set(classes, place, order >= matched, availabilityOf(request, index, place));
        for (let each = 0; each < candidateKeys.length; each++) take(path, candidateKeys[each] as Key);
      }
      const branch = follow(path.branch, path.key);
      if (branch.leaf !== null) return branch.leaf;
      return keep(branch, createChannelSituation(compiled, channel, classes, languages, request, closed));
    },
  };

  /** Goes on by one more key: with those before it in one step, as long as they make a small number together. */
  function take<Leaf>(path: Path<Leaf>, { axis, codes, count }: Key): void {
    if (path.size * count > LARGEST_KEY) {
      path.branch = follow(path.branch, path.key);
      path.key = 0;
      path.size = 1;
    }
    path.key = path.key * count + (codes[classes[axis] as number] as number);
    path.size *= count;
  }
}

/** A way down a tree. */
interface Path<Leaf> {
  branch: Branch<Leaf>;
  /** What was taken since the branch, and how many numbers it could be. */
  key: number;
  size: number;
}

const LARGEST_KEY = 2 ** 30;

function rootOf<Leaf>(roots: Branch<Leaf>[], count: number): Branch<Leaf> {
  let root = roots[count];
  if (root === undefined) {
    root = createBranch();
    roots[count] = root;
  }
  return root;
}

/** Facts come from outside; this bounds what they can fill, at some hundreds of bytes a branch. */
const MOST_BRANCHES = 10_000;
const NO_LANGUAGES: CandidateLanguages = { places: [], matched: 0 };

/** Of the snapshot, for a channel that is closed or not. */
const STATES = 6;

function stateOf(snapshot: SnapshotState): number {
  return snapshot === "fresh" ? 0 : snapshot === "stale" ? 1 : 2;
}

interface TypeAxis {
  readonly axis: number;
  readonly classOf: Axis["classOf"];
}

interface FactAxis extends TypeAxis {
  /** Of the declared fact. */
  readonly index: number;
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

/** What the rules of one channel can tell apart of an axis. */
type Key = ClassCodes;

interface ChannelKeys {
  readonly request: readonly Key[];
  readonly candidate: readonly Key[];
}

function keysFor({ conditions }: CompiledRuleset, rules: ReadonlySet<CompiledRule>): ChannelKeys {
  const codes = conditions.codesOf(conditions.rules.filter((rule) => rules.has(rule)));
  const usedFor = (use: string) => codes.filter(({ axis, count }) => conditions.uses[axis] === use && count > 1);
  return { request: usedFor("request"), candidate: usedFor("candidate") };
}

function rulesOf({ offers, withholds, prefers }: CompiledChannel): Set<CompiledRule> {
  return new Set([offers, withholds, prefers].flatMap(({ clauses }) => clauses.map(({ owner }) => owner)));
}

/** How to read a fact of the request, as its axis takes it. */
export function requestFact({ vocabulary }: CompiledRuleset, fact: string): (request: ReadRequest) => FactValue {
  const declared = vocabulary.facts.get(fact);
  if (declared === undefined) return ({ requestType }) => requestType;
  const { index } = declared;
  return ({ facts }) => facts[index] as FactValue;
}
