// To add a type, add it here and give it a row in the table below.

/** What a rule does. */
export type RuleEvent = OfferEvent | WithholdEvent | PreferEvent | AdviseEvent;

/** The channels may be offered. */
export interface OfferEvent {
  readonly type: "offer";
  readonly params: { readonly channels: readonly string[] };
}

/** The channels are withheld, whatever offers them. `reason` is a code in kebab-case that the author chooses. */
export interface WithholdEvent {
  readonly type: "withhold";
  readonly params: { readonly channels: readonly string[]; readonly reason: string };
}

/** The channels, if offered, move ahead of the others. */
export interface PreferEvent {
  readonly type: "prefer";
  readonly params: { readonly channels: readonly string[] };
}

/** The steps are advised. Judged once for the request, so its conditions may not read a candidate's facts. */
export interface AdviseEvent {
  readonly type: "advise";
  readonly params: { readonly steps: readonly string[] };
}

export type EventType = RuleEvent["type"];

/** What the schema, the checks and the compiler need to know of an event type. Descriptions are those of the JSON Schema. */
interface EventRow {
  readonly description: string;
  /** The parameter that lists what the event is about; also the section of the ruleset that declares those ids. */
  readonly names: "channels" | "steps";
  readonly namesDescription: string;
  /** A candidate's event is judged for each channel and language. A request's is judged once, and cannot read a candidate's facts. */
  readonly of: "request" | "candidate";
  /** Whether the event gives a `reason`, a code that the ruleset's author chooses. */
  readonly givesReason: boolean;
}

export const EVENTS: Readonly<Record<EventType, EventRow>> = {
  offer: {
    description: "The channels may be offered when the conditions hold.",
    names: "channels",
    namesDescription: "The channels that may be offered.",
    of: "candidate",
    givesReason: false,
  },
  withhold: {
    description: "The channels are withheld when the conditions hold, whatever offers them.",
    names: "channels",
    namesDescription: "The channels that are withheld; never one that is offered always.",
    of: "candidate",
    givesReason: true,
  },
  prefer: {
    description: "The channels, where offered, move ahead of the others.",
    names: "channels",
    namesDescription: "The channels that move ahead.",
    of: "candidate",
    givesReason: false,
  },
  advise: {
    description: "The steps are advised before contact. Looks at the request alone, not at one channel.",
    names: "steps",
    namesDescription: "The steps that are advised.",
    of: "request",
    givesReason: false,
  },
};

export const EVENT_TYPES = Object.keys(EVENTS) as readonly EventType[];

export function isEventType(type: unknown): type is EventType {
  return typeof type === "string" && Object.hasOwn(EVENTS, type);
}

/** The ids of the channels or steps that an event names. */
export function namedBy({ type, params }: NamingEvent): readonly string[] {
  return params[EVENTS[type].names] ?? [];
}

interface NamingEvent {
  readonly type: EventType;
  readonly params: { readonly channels?: readonly string[]; readonly steps?: readonly string[] };
}

/** The clause tables of an event: one for each channel or step that it names. */
export function tablesOfEvent(event: NamingEvent): string[] {
  return namedBy(event).map((named) => tableName(event.type, named));
}

/** Names the clause table of all rules of one event type for one channel or step. An id contains no space. */
export function tableName(type: EventType, named: string): string {
  return `${type} ${named}`;
}
