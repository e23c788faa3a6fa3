import type { FactValue } from "../../values/facts.js";
import type { Situation } from "../conditions/clause-table.js";
import type { ClassCodes, Conditions, LoadedRule } from "../conditions/load-conditions.js";
import type { Variable } from "../conditions/variable.js";
import { type ScheduleCursor, setHours } from "../hours/schedule-cursor.js";
import type { LoadedChannel, LoadedRules } from "../load-rules.js";
import { STALE_AVAILABILITY } from "../request/agent-numbers.js";
import type { CandidateLanguages } from "../request/language-plan.js";
import type { ReadRequest } from "../request/read-request.js";
import { availabilityOf } from "../request/recent-availability.js";
import { type AdviceSituation, createAdviceSituation } from "./advice.js";
import { type ChannelSituation, createChannelSituation } from "./channel-situation.js";

/** Finds the situations of requests. Keeps those met twice, up to a bound. */
export interface Situations {
  /** Must be called first for a request: the other functions answer for the last request. */
  setRequest(request: ReadRequest): void;
  advice(): AdviceSituation;
  channel(channel: LoadedChannel, request: ReadRequest): ChannelSituation;
}

/**
 * Keeps a tree for each channel, and one for all steps, that branches by the classes that their rules can tell apart. Two requests that no
 * rule tells apart reach the same leaf, so rules are tested once for both, however many rules there are.
 */
export function createSituations(rules: LoadedRules): Situations {
  const { conditions, channels, steps } = rules;
  const { variables } = conditions;
  const setClasses = createRequestClasses(rules);
  /** The classes of the last request. */
  const classes: Situation = variables.map(() => 0);
  const keysOfChannels = channels.map((channel) => keysFor(conditions, rulesOf(channel)));
  const keysOfAdvice = keysFor(
    conditions,
    new Set(steps.flatMap(({ advice }) => advice.clauses.map(({ owner }) => owner))),
  ).request;
  let memo = createMemo();
  let branches = 0;

  function createMemo() {
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

  /** Keeps a leaf on its second visit, so that one-off requests do not fill the memo. */
  function keep<Leaf>(branch: Branch<Leaf>, leaf: Leaf): Leaf {
    if (branch.isMetAgain) branch.leaf = leaf;
    branch.isMetAgain = true;
    return leaf;
  }

  return {
    setRequest(request) {
      if (branches > MAX_BRANCHES) {
        memo = createMemo();
        branches = 0;
      }
      setClasses(classes, request);
    },
    advice() {
      const path: Path<AdviceSituation> = { branch: memo.advice, key: 0, size: 1 };
      for (let index = 0; index < keysOfAdvice.length; index++) take(path, keysOfAdvice[index] as ClassCodes);
      const branch = follow(path.branch, path.key);
      return branch.leaf ?? keep(branch, createAdviceSituation(rules, classes));
    },
    channel(channel, request) {
      const { index, candidateClasses, readsAgents } = channel;
      const { request: requestKeys, candidate: candidateKeys } = keysOfChannels[index] as ChannelKeys;
      const closed = request.closedChannels.has(channel.id);
      const languages = closed ? NO_LANGUAGES : (request.languages.asked[index] as CandidateLanguages);
      const { places, matched } = languages;

      const roots = memo.channels[index] as Branch<ChannelSituation>[];
      const root = roots[places.length] ?? createBranch<ChannelSituation>();
      roots[places.length] = root;
      const path = {
        branch: root,
        key: closed ? 1 : 0,
        size: 2,
      };
      for (let each = 0; each < requestKeys.length; each++) take(path, requestKeys[each] as ClassCodes);
      for (let order = 0; order < places.length; order++) {
        const place = places[order] as number;
        const availability = availabilityOf(request, index, place);
        candidateClasses.set(classes, place, order >= matched, availability);
        // Rules do not tell stale from unknown; reasons do.
        if (readsAgents) takeKey(path, availability === STALE_AVAILABILITY ? 1 : 0, 2);
        for (let each = 0; each < candidateKeys.length; each++) take(path, candidateKeys[each] as ClassCodes);
      }
      const branch = follow(path.branch, path.key);
      if (branch.leaf !== null) return branch.leaf;
      return keep(branch, createChannelSituation(rules, channel, classes, languages, request, closed));
    },
  };

  function take<Leaf>(path: Path<Leaf>, { variable, codes, count }: ClassCodes): void {
    takeKey(path, codes[classes[variable] as number] as number, count);
  }

  /** Adds one more key, below `count`, to the path. Keys share a step as long as together they make a small number. */
  function takeKey<Leaf>(path: Path<Leaf>, key: number, count: number): void {
    if (path.size * count > LARGEST_KEY) {
      path.branch = follow(path.branch, path.key);
      path.key = 0;
      path.size = 1;
    }
    path.key = path.key * count + key;
    path.size *= count;
  }
}

interface Path<Leaf> {
  branch: Branch<Leaf>;
  /** The keys taken since the branch as one number, and how many numbers they could make. */
  key: number;
  size: number;
}

const LARGEST_KEY = 2 ** 30;

/** Facts come from outside, so the memo is bounded. A branch takes some hundreds of bytes. */
const MAX_BRANCHES = 10_000;
const NO_LANGUAGES: CandidateLanguages = { places: [], matched: 0 };

/** A tree whose edges are numbers. It grows when a path is followed for the first time. */
interface Branch<Leaf> {
  next: Map<number, Branch<Leaf>> | null;
  leaf: Leaf | null;
  isMetAgain: boolean;
}

function createBranch<Leaf>(): Branch<Leaf> {
  return { next: null, leaf: null, isMetAgain: false };
}

/** What the rules of one channel can tell apart, variable by variable. */
interface ChannelKeys {
  readonly request: readonly ClassCodes[];
  readonly candidate: readonly ClassCodes[];
}

function keysFor(conditions: Conditions, rules: ReadonlySet<LoadedRule>): ChannelKeys {
  const codes = conditions.codesOf(conditions.rules.filter((rule) => rules.has(rule)));
  const ofScope = (scope: Variable["scope"]) =>
    codes.filter(({ variable, count }) => conditions.variables[variable]?.scope === scope && count > 1);
  return { request: ofScope("request"), candidate: ofScope("candidate") };
}

function rulesOf({ offers, withholds, prefers }: LoadedChannel): Set<LoadedRule> {
  return new Set([offers, withholds, prefers].flatMap(({ clauses }) => clauses.map(({ owner }) => owner)));
}

/** Prepares to set the classes of the request's own facts in a situation. */
function createRequestClasses({
  conditions,
  vocabulary,
}: LoadedRules): (situation: Situation, request: ReadRequest) => void {
  const own = [...conditions.variables.entries()].flatMap(([variable, { fact, scope, classOf }]) =>
    // The request type decides its tags too.
    scope === "request" ? [{ variable, classOf, index: vocabulary.facts.get(fact)?.index ?? REQUEST_TYPE }] : [],
  );
  return (situation, { requestType, facts }) => {
    for (let each = 0; each < own.length; each++) {
      const { variable, classOf, index } = own[each] as (typeof own)[number];
      situation[variable] = classOf(index === REQUEST_TYPE ? requestType : (facts[index] as FactValue | null));
    }
  };
}

const REQUEST_TYPE = -1;

/** The classes of the request's own facts and of the cursor's hours. Set the candidate's classes before you read them. */
export function requestSituation(rules: LoadedRules, request: ReadRequest, cursor: ScheduleCursor): Situation {
  const situation: Situation = rules.conditions.variables.map(() => 0);
  createRequestClasses(rules)(situation, request);
  setHours(situation, cursor);
  return situation;
}
