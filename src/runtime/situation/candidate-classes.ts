import type { Situation } from "../conditions/clause-table.js";
import type { Conditions } from "../conditions/load-conditions.js";
import type { Variable } from "../conditions/variable.js";
import type { Availability } from "../request/read-availability.js";

/** Sets the classes of a candidate's variables in a situation. */
export interface CandidateClasses {
  /** `place` is the index of the language in the channel's list. */
  set(situation: Situation, place: number, usingFallbackLanguage: boolean, availability: Availability): void;
  /** Sets the same candidate as if agents were free. */
  setFree(situation: Situation): void;
  /** Reads the classes that were set, for {@link restore}. */
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
export function createCandidateClasses({ variables }: Conditions, languages: readonly string[]): CandidateClasses {
  const language = variables.findIndex(({ fact }) => fact === "language");
  const classOfPlace = languages.map((each) => variables[language]?.classOf(each) ?? 0);
  const fallback = variables.findIndex(({ fact }) => fact === "usingFallbackLanguage");
  const [direct = 0, fallen = 0] = [false, true].map((each) => variables[fallback]?.classOf(each));
  const indexOf = (wanted: keyof Availability) => variables.findIndex(({ fact }) => fact === wanted);
  const available = indexOf("availableAgents");
  const staffed = indexOf("staffedAgents");
  const queued = indexOf("contactsInQueue");
  const waiting = indexOf("estimatedWaitSeconds");
  const own = [...variables.keys()].filter((index) => variables[index]?.scope === "candidate");

  // Written out four times: a loop over the facts takes twice as long.
  function setAvailability(situation: Situation, availability: Availability): void {
    const { availableAgents, staffedAgents, contactsInQueue, estimatedWaitSeconds } = availability;
    if (available >= 0) situation[available] = (variables[available] as Variable).classOf(availableAgents);
    if (staffed >= 0) situation[staffed] = (variables[staffed] as Variable).classOf(staffedAgents);
    if (queued >= 0) situation[queued] = (variables[queued] as Variable).classOf(contactsInQueue);
    if (waiting >= 0) situation[waiting] = (variables[waiting] as Variable).classOf(estimatedWaitSeconds);
  }

  return {
    set(situation, place, usingFallbackLanguage, availability) {
      if (language >= 0) situation[language] = classOfPlace[place] as number;
      if (fallback >= 0) situation[fallback] = usingFallbackLanguage ? fallen : direct;
      setAvailability(situation, availability);
    },
    setFree: (situation) => setAvailability(situation, FREE_AGENTS),
    get: (situation) => own.map((index) => situation[index] as number),
    restore(situation, classes) {
      for (let index = 0; index < own.length; index++) situation[own[index] as number] = classes[index] as number;
    },
  };
}
