import { firstHolding, type Situation } from "../conditions/clause-table.js";
import { type Branch, createBranch, follow, type Growth } from "./branch.js";
import { type ChannelSituation, createChannelSituation, type SnapshotState, situationAt } from "./channel-situation.js";
import type { CompiledRuleset } from "./compile-ruleset.js";
import type { AdvisedStep } from "./decision.js";
import type { HoursPattern } from "./hours-line.js";
import type { CandidateLanguages } from "./language-plan.js";
import { type Availability, availabilityIn, UNKNOWN_AVAILABILITY } from "./read-availability.js";
import type { FactValue } from "./read-facts.js";
import type { ReadRequest } from "./read-request.js";

/** The classes that a request falls into. Two requests of one class share it, and all that was worked out for it. */
export interface RequestSituation {
  readonly compiled: CompiledRuleset;
  /** The classes of the request's own facts. */
  readonly classes: Situation;
  /** By the index of the hours' pattern; filled in as it is asked for. */
  readonly advice: (Advice | undefined)[];
  /** By channel: the ways on to the channel's own situations. */
  readonly channels: readonly Branch<ChannelSituation>[];
}

/** The steps advised at the hours of one pattern. */
export interface Advice {
  /** The same for two of one request situation just where they are the same. */
  readonly key: string;
  readonly steps: readonly AdvisedStep[];
}

/** Finds the situation of requests; remembers those seen before, up to a bound. */
export interface Situations {
  requestSituation(request: ReadRequest): RequestSituation;
  channelSituations(situation: RequestSituation, request: ReadRequest): ChannelSituation[];
}

/**
 * A tree that branches by class, one axis after the other: a request that falls into the same classes as one before it comes to the same
 * leaf, so that however many rules there are, they are asked once.
 */
export function createSituations(compiled: CompiledRuleset): Situations {
  const { axes, channels, conditions, maxAgeMs } = compiled;
  const requestAxes = axes.request.flatMap((index) => {
    const axis = conditions.axes[index];
    return axis === undefined ? [] : [{ index, classOf: axis.classOf, valueIn: requestFact(compiled, axis.fact) }];
  });
  const candidateAxes = axes.candidate.flatMap((index) => conditions.axes[index] ?? []);
  // The classes of the other candidate facts go with the language.
  const reported = candidateAxes.flatMap(({ fact, classOf }) => (isReported(fact) ? [{ fact, classOf }] : []));
  let root = createBranch<RequestSituation>();
  let growth: Growth = { branches: 0 };

  function requestSituation(request: ReadRequest): RequestSituation {
    if (growth.branches > MOST_BRANCHES) {
      root = createBranch();
      growth = { branches: 0 };
    }
    let branch = root;
    for (const { classOf, valueIn } of requestAxes) branch = follow(branch, classOf(valueIn(request)), growth);
    branch.leaf ??= createRequestSituation(request);
    return branch.leaf;
  }

  function createRequestSituation(request: ReadRequest): RequestSituation {
    const classes = new Int32Array(conditions.axes.length);
    for (const { index, classOf, valueIn } of requestAxes) classes[index] = classOf(valueIn(request));
    return { compiled, classes, advice: [], channels: channels.map(() => createBranch()) };
  }

  function channelSituations(situation: RequestSituation, request: ReadRequest): ChannelSituation[] {
    const snapshot = snapshotState(request, maxAgeMs);
    return channels.map((channel, index) => {
      const languages = request.languages.channels[index] as CandidateLanguages;
      const closed = request.closedChannels.size > 0 && request.closedChannels.has(channel.id);
      const availabilityOf = (place: number): Availability =>
        snapshot === "fresh" && request.snapshot !== null
          ? availabilityIn(request.snapshot, index, place)
          : UNKNOWN_AVAILABILITY;

      let branch = situation.channels[index] as Branch<ChannelSituation>;
      branch = follow(branch, SNAPSHOT_STATES.indexOf(snapshot) * 2 + (closed ? 1 : 0), growth);
      branch = follow(branch, languages.matched, growth);
      for (const place of languages.places) {
        branch = follow(branch, place, growth);
        if (snapshot !== "fresh") continue;
        const availability = availabilityOf(place);
        for (const { fact, classOf } of reported) branch = follow(branch, classOf(availability[fact]), growth);
      }
      branch.leaf ??= createChannelSituation(compiled, channel, situation.classes, languages, availabilityOf, {
        closed,
        snapshot,
      });
      return branch.leaf;
    });
  }

  return { requestSituation, channelSituations };
}

/** Facts come from outside; this bounds what they can fill, at some 200 bytes a branch. */
const MOST_BRANCHES = 50_000;
const SNAPSHOT_STATES: readonly SnapshotState[] = ["none", "fresh", "stale"];

function isReported(fact: string): fact is keyof Availability {
  return fact in UNKNOWN_AVAILABILITY;
}

/** The steps advised at those hours; worked out once for each pattern, and kept with the situation. */
export function adviceAt({ compiled, classes, advice }: RequestSituation, hours: HoursPattern): Advice {
  const known = advice[hours.index];
  if (known !== undefined) return known;
  const situation = situationAt(compiled, classes, hours);
  const steps = compiled.steps.flatMap(({ id, advice: table }) => {
    const rule = table.clauses[firstHolding(table, situation)]?.owner.rule.name;
    return rule === undefined ? [] : [{ step: id, rule }];
  });
  const made = { key: JSON.stringify(steps), steps };
  advice[hours.index] = made;
  return made;
}

/** How to read a fact of the request, as its axis takes it. */
export function requestFact({ vocabulary }: CompiledRuleset, fact: string): (request: ReadRequest) => FactValue {
  const declared = vocabulary.facts.get(fact);
  if (declared === undefined) return ({ requestType }) => requestType;
  const { index } = declared;
  return ({ facts }) => facts[index] as FactValue;
}

export function snapshotState({ snapshot, snapshotAsOf, at }: ReadRequest, maxAgeMs: number): SnapshotState {
  if (snapshot === null) return "none";
  return at - snapshotAsOf > maxAgeMs ? "stale" : "fresh";
}
