import type { Conjunct } from "../../runtime/conditions/expression.js";
import { CLOSED, OPEN } from "../../runtime/conditions/variable.js";
import { intlOffsets } from "../../runtime/hours/intl-offsets.js";
import { startCursor } from "../../runtime/hours/schedule-cursor.js";
import { readLanguage } from "../../runtime/language/language-matcher.js";
import type { LoadedChannel } from "../../runtime/load-rules.js";
import type { CandidateLanguages } from "../../runtime/request/language-plan.js";
import { type ReadRequest, readRequest } from "../../runtime/request/read-request.js";
import { availabilityOf } from "../../runtime/request/recent-availability.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import { requestSituation } from "../../runtime/situation/situations.js";
import type { FactValue } from "../../values/facts.js";
import { isAbsent } from "../../values/plain-object.js";
import type { RemedyChange } from "../../words/remedy.js";
import { shownZone } from "../matrix/matrix-options.js";
import { agentVariables } from "../model/agent-variables.js";
import { factVariables, requestTypeVariable } from "../model/request-variables.js";
import type { RulesetModel } from "../model/ruleset-model.js";
import type { CompiledClasses } from "../model/variables.js";
import type { Frame, Part } from "./search-changes.js";

/** A candidate of a request, after the changes that give it other candidates, hours or numbers at once. */
export interface RemedyFrame extends Frame {
  /** These changes by key, each with its value. */
  readonly made: ReadonlyMap<string, string>;
  readonly model: RulesetModel;
  readonly read: ReadRequest;
  /** Index of the candidate's language in the list of the channel. */
  readonly place: number;
  /** Makes the change of a key to one of its values; `also` are other values that would do. */
  changeTo(key: string, value: string, also: readonly string[]): RemedyChange;
}

/** A request, perhaps with changes, that a model can read. */
interface Variant {
  readonly request: ContactRequest;
  readonly made: ReadonlyMap<string, string>;
}

/**
 * All candidates that a channel has or can get: by the request as it is, in another language, in another time zone, with a report that is
 * recent. `wider` has the rules in which the channel serves more languages; null if there are none to add.
 */
export function framesOf(
  model: RulesetModel,
  wider: RulesetModel | null,
  request: ContactRequest,
  index: number,
): RemedyFrame[] {
  const channel = model.compiled.channels[index] as LoadedChannel;
  const isClosed = request.closedChannels?.includes(channel.id) === true;
  const made = new Map(isClosed ? [["closedChannels", "open"]] : []);
  const variants = inZones(model, channel, withRecentReport(model, { request, made }));
  const own = variants.flatMap((variant) => candidatesIn(model, variant, index, () => true));
  const added = variants.flatMap((variant) =>
    wider === null ? [] : candidatesIn(wider, variant, index, (place) => place >= channel.languages.length),
  );
  const asked = new Set(own.filter(({ isFallback }) => !isFallback).map(({ place }) => place));
  const others = variants.flatMap((variant) =>
    channel.languages.flatMap((language, place) => {
      if (asked.has(place) || readLanguage(language) === null) return [];
      const other = { request: { ...variant.request, language }, made: withOne(variant.made, "language", language) };
      // A language that was asked for can become the fallback.
      return candidatesIn(model, other, index, (each) => each === place || asked.has(each));
    }),
  );
  return [
    ...own.map(({ frame }) => frame),
    ...added.map(({ frame, place }) => {
      const language = wider?.compiled.channels[index]?.languages[place] ?? "";
      return { ...frame, made: withOne(frame.made, `channelLanguage:${language}`, language) };
    }),
    ...others.map(({ frame }) => frame),
  ];
}

function withOne(map: ReadonlyMap<string, string>, key: string, value: string): ReadonlyMap<string, string> {
  return new Map([...map, [key, value]]);
}

function withRecentReport({ compiled }: RulesetModel, variant: Variant): Variant[] {
  const { request, made } = variant;
  const read = readRequest(request, compiled.vocabulary, compiled.planLanguages);
  if (isAbsent(request.agentAvailability) || read.isSnapshotRecent) return [variant];
  const recent = { ...request, agentAvailabilityAsOf: request.at };
  return [variant, { request: recent, made: withOne(made, "agentAvailabilityAsOf", "at") }];
}

/** Adds the request in one time zone for each other state of the channel's schedules in customer time. */
function inZones({ compiled }: RulesetModel, channel: LoadedChannel, variants: readonly Variant[]): Variant[] {
  const [{ request }] = variants as readonly [Variant];
  const { at, timeZone } = readRequest(request, compiled.vocabulary, compiled.planLanguages);
  const tested = variablesIn([...conjunctsOf(channel.offers), ...conjunctsOf(channel.withholds)]);
  const hours = compiled.hours.filter(
    ({ variable, timelines }) => tested.has(variable) && timelines.forCustomer(null) === null,
  );
  if (hours.length === 0) return [...variants];
  const selection = hours.reduce((selected, { variable }) => selected.with(variable), compiled.noHours);
  const statesIn = (zone: string | null) => String(startCursor(selection, zone, at).classes);
  const states = new Set([statesIn(timeZone)]);
  const offsets = new Set<number>();
  const zones = [shownZone(compiled.document, timeZone), ...Intl.supportedValuesOf("timeZone")].filter((zone) => {
    // Hours at an instant depend on little more than the offset. Each zone has a table of offsets to make.
    const offset = intlOffsets(zone).offsetAt(at);
    if (offsets.has(offset) || offsets.add(offset).size > MAX_OFFSETS || states.size > MAX_ZONES) return false;
    return !states.has(statesIn(zone)) && states.add(statesIn(zone)) !== undefined;
  });
  return variants.flatMap((variant) => [
    variant,
    ...zones.map((zone) => ({
      request: { ...variant.request, timeZone: zone },
      made: withOne(variant.made, "timeZone", zone),
    })),
  ]);
}

const MAX_OFFSETS = 60;
const MAX_ZONES = 8;

interface FoundCandidate {
  readonly frame: RemedyFrame;
  readonly place: number;
  readonly isFallback: boolean;
}

function candidatesIn(
  model: RulesetModel,
  { request, made }: Variant,
  index: number,
  isWanted: (place: number) => boolean,
): FoundCandidate[] {
  const { compiled } = model;
  const channel = compiled.channels[index] as LoadedChannel;
  const read = readRequest(request, compiled.vocabulary, compiled.planLanguages);
  const { places, matched } = read.languages.channels[index] as CandidateLanguages;
  const hours = compiled.hours.reduce((selection, { variable }) => selection.with(variable), compiled.noHours);
  const offers = conjunctsOf(channel.offers);
  const withholds = conjunctsOf(channel.withholds);
  const tested = variablesIn([...offers, ...withholds]);
  const described = describeParts(model, read);
  return places.flatMap((place, order): FoundCandidate[] => {
    if (!isWanted(place)) return [];
    const isFallback = order >= matched;
    const situation = requestSituation(compiled, read, startCursor(hours, read.timeZone, read.at));
    channel.candidateClasses.set(situation, place, isFallback, availabilityOf(read, index, place));
    // In another language, the agents of that language are meant.
    const pool = made.has("language") ? "*" : (channel.languages[place] as string);
    const parts = described.flatMap((part): Part[] => {
      const options = part.options.filter(
        ({ classes }) =>
          [...classes.keys()].some((variable) => tested.has(variable)) && !isCurrent(model, classes, situation),
      );
      return options.length === 0 ? [] : [{ key: part.kind === "agents" ? `${part.key}:${pool}` : part.key, options }];
    });
    const frame: RemedyFrame = {
      ...{ conditions: compiled.conditions, offers, withholds, situation, parts },
      ...{ made, model, read, place },
      changeTo: (key, value, also) => changeOf(key, value, also, described, channel.languages[place] as string),
    };
    return [{ frame, place, isFallback }];
  });
}

function conjunctsOf({ clauses }: LoadedChannel["offers"]): readonly Conjunct[] {
  return clauses.map(({ conjunct }) => conjunct);
}

function variablesIn(conjuncts: readonly Conjunct[]): ReadonlySet<number> {
  return new Set(conjuncts.flatMap((conjunct) => conjunct.map(({ variable }) => variable)));
}

/** Whether no condition tells the classes from those of a situation. */
function isCurrent({ codesOf }: RulesetModel, classes: CompiledClasses, situation: readonly number[]): boolean {
  return [...classes].every(([variable, each]) => {
    const codes = codesOf(variable);
    return codes?.[each] === codes?.[situation[variable] as number];
  });
}

/** A part with all its values, and how to write some of them. */
interface DescribedPart extends Part {
  readonly kind: "requestType" | "fact" | "schedule" | "agents";
  write(place: number, also: readonly number[], language: string): RemedyChange;
}

function describeParts(model: RulesetModel, read: ReadRequest): DescribedPart[] {
  const { compiled } = model;
  const side = <Class extends { readonly onSides: readonly (CompiledClasses | null)[] }>({ onSides }: Class) =>
    onSides[0] ?? new Map<number, number>();
  const types = requestTypeVariable([model]).classes;
  const facts = factVariables([model]).map(({ fact, classes, wordsOf }): DescribedPart => {
    const declared = compiled.vocabulary.facts.get(fact)?.declared;
    const given = (sample: FactValue | null) => sample ?? declared?.default ?? null;
    return {
      kind: "fact",
      key: `fact:${fact}`,
      options: classes.map((each, place) => ({ value: String(place), classes: side(each) })),
      write: (place, also) => {
        return { kind: "fact", fact, to: given(classes[place]?.sample ?? null), values: wordsOf([...also]) };
      },
    };
  });
  const schedules = compiled.hours.flatMap(({ variable, timelines }): DescribedPart[] => {
    const { schedule } = compiled.conditions.variables[variable] ?? {};
    const isUnknown = timelines.forCustomer(read.timeZone) === null;
    if (schedule === null || schedule === undefined || isUnknown) return [];
    return [
      {
        kind: "schedule",
        key: `schedule:${schedule}`,
        options: [OPEN, CLOSED].map((state) => ({ value: String(state), classes: new Map([[variable, state]]) })),
        write: (place) => ({ kind: "schedule", schedule, to: place === OPEN ? "open" : "closed" }),
      },
    ];
  });
  const agents = agentVariables([model], 1).flatMap((variable): DescribedPart[] => {
    if (variable.kind !== "count") return [];
    const { fact, classes, wordsOf } = variable;
    // Class 0 stands for no report and class 1 for an unknown number. A known number is better.
    const places = [...classes.keys()].slice(1).sort((a, b) => Number(a === 1) - Number(b === 1));
    return [
      {
        kind: "agents",
        key: `agents:${fact}`,
        options: places.map((place) => ({
          value: String(place),
          classes: side(classes[place] as (typeof classes)[0]),
        })),
        write: (place, also, language) => ({
          ...{ kind: "agents", fact, language, to: classes[place]?.sample ?? null },
          values: wordsOf(also.filter((each) => each !== 1)),
        }),
      },
    ];
  });
  return [
    {
      kind: "requestType",
      key: "requestType",
      options: types.map((each, place) => ({ value: String(place), classes: side(each) })),
      write: (place, also) => ({
        ...{ kind: "requestType", to: types[place]?.sample ?? "" },
        values: also.flatMap((each) => types[each]?.ids ?? []),
      }),
    },
    ...facts,
    ...schedules,
    ...agents,
  ];
}

function changeOf(
  key: string,
  value: string,
  also: readonly string[],
  described: readonly DescribedPart[],
  language: string,
): RemedyChange {
  const [kind, name = ""] = key.split(":");
  switch (kind) {
    case "closedChannels":
    case "agentAvailabilityAsOf":
      return { kind };
    case "channelLanguage":
      return { kind, to: name };
    case "language":
    case "timeZone":
      return { kind, to: value, values: also };
    default: {
      // The key of agents ends with their language.
      const part = described.find(
        (each) => each.key === key || (each.kind === "agents" && key.startsWith(`${each.key}:`)),
      );
      return (part as DescribedPart).write(Number(value), also.map(Number), language);
    }
  }
}
