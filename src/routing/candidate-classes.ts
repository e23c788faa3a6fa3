import type { Axis } from "../conditions/axis.js";
import type { Situation } from "../conditions/clause-table.js";
import type { CompiledConditions } from "../conditions/compile-conditions.js";
import { type Availability, UNKNOWN_AVAILABILITY } from "./read-availability.js";

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
  const reported = [...axes.entries()].flatMap(([axis, { fact, classOf }]) =>
    isReported(fact) ? [{ axis, fact, classOf, classIfFree: classOf(FREE_AGENTS[fact]) }] : [],
  );
  const own = [...axes.keys()].filter((axis) => uses[axis] === "candidate");
  return {
    set(situation, place, usingFallbackLanguage, availability) {
      if (language >= 0) situation[language] = classOfPlace[place] as number;
      if (fallback >= 0) situation[fallback] = usingFallbackLanguage ? fallen : direct;
      for (let index = 0; index < reported.length; index++) {
        const { axis, fact, classOf } = reported[index] as Reported;
        situation[axis] = classOf(availability[fact]);
      }
    },
    setFree(situation) {
      for (let index = 0; index < reported.length; index++) {
        const { axis, classIfFree } = reported[index] as Reported;
        situation[axis] = classIfFree;
      }
    },
    get: (situation) => own.map((axis) => situation[axis] as number),
    restore(situation, classes) {
      for (let index = 0; index < own.length; index++) situation[own[index] as number] = classes[index] as number;
    },
  };
}

interface Reported {
  readonly axis: number;
  readonly fact: keyof Availability;
  readonly classOf: Axis["classOf"];
  readonly classIfFree: number;
}

function isReported(fact: string): fact is keyof Availability {
  return Object.hasOwn(UNKNOWN_AVAILABILITY, fact);
}
