import type { Axis } from "../../compile/conditions/variables.js";
import type { CompiledConditions } from "../../compile/conditions/compile-conditions.js";
import type { Availability } from "../request/read-availability.js";
import type { Situation } from "../conditions/clause-table.js";

/** Sets what rules ask of a candidate in a situation. */
export interface CandidateClasses {
  /** `place` is that of the language in the channel's list. */
  set(situation: Situation, place: number, usingFallbackLanguage: boolean, availability: Availability): void;
  /** The same candidate, were agents free. */
  setFree(situation: Situation): void;
  /** What was set, to be set again. */
  get(situation: Situation): readonly number[];
  restore(situation: Situation, classes: readonly number[]): void;
}

/** As many agents as any rule may ask for, and nobody waiting. */
const FREE_AGENTS: Availability = {
  availableAgents: Number.MAX_SAFE_INTEGER,
  staffedAgents: Number.MAX_SAFE_INTEGER,
  contactsInQueue: 0,
  estimatedWaitSeconds: 0,
};

/** For the candidates of a channel that serves these languages. */
export function createCandidateClasses(
  { axes, uses }: CompiledConditions,
  languages: readonly string[],
): CandidateClasses {
  const language = axes.findIndex(({ fact }) => fact === "language");
  const classOfPlace = languages.map((each) => axes[language]?.classOf(each) ?? 0);
  const fallback = axes.findIndex(({ fact }) => fact === "usingFallbackLanguage");
  const [direct = 0, fallen = 0] = [false, true].map((each) => axes[fallback]?.classOf(each));
  const placeOf = (wanted: keyof Availability) => axes.findIndex(({ fact }) => fact === wanted);
  const available = placeOf("availableAgents");
  const staffed = placeOf("staffedAgents");
  const queued = placeOf("contactsInQueue");
  const waiting = placeOf("estimatedWaitSeconds");
  const own = [...axes.keys()].filter((axis) => uses[axis] === "candidate");

  // Four times the same, since a loop over the facts takes twice as long.
  function setAvailability(situation: Situation, availability: Availability): void {
    const { availableAgents, staffedAgents, contactsInQueue, estimatedWaitSeconds } = availability;
    if (available >= 0) situation[available] = (axes[available] as Axis).classOf(availableAgents);
    if (staffed >= 0) situation[staffed] = (axes[staffed] as Axis).classOf(staffedAgents);
    if (queued >= 0) situation[queued] = (axes[queued] as Axis).classOf(contactsInQueue);
    if (waiting >= 0) situation[waiting] = (axes[waiting] as Axis).classOf(estimatedWaitSeconds);
  }

  return {
    set(situation, place, usingFallbackLanguage, availability) {
      if (language >= 0) situation[language] = classOfPlace[place] as number;
      if (fallback >= 0) situation[fallback] = usingFallbackLanguage ? fallen : direct;
      setAvailability(situation, availability);
    },
    setFree: (situation) => setAvailability(situation, FREE_AGENTS),
    get: (situation) => own.map((axis) => situation[axis] as number),
    restore(situation, classes) {
      for (let index = 0; index < own.length; index++) situation[own[index] as number] = classes[index] as number;
    },
  };
}
