import type { Situation } from "../conditions/clause-table.js";
import type { Conditions } from "../conditions/load-conditions.js";
import { type Availability, createAgentClasses, FREE_AGENTS } from "../request/agent-numbers.js";

/** Sets the classes of a candidate's variables in a situation. */
export interface CandidateClasses {
  /** `place` is the index of the language in the channel's list. */
  set(situation: Situation, place: number, usingFallbackLanguage: boolean, availability: Availability): void;
  /** Sets the same candidate as if agents were free. */
  setFree(situation: Situation): void;
}

/** For the candidates of a channel that serves these languages. */
export function createCandidateClasses({ variables }: Conditions, languages: readonly string[]): CandidateClasses {
  const language = variables.findIndex(({ fact }) => fact === "language");
  const classOfPlace = languages.map((each) => variables[language]?.classOf(each) ?? 0);
  const fallback = variables.findIndex(({ fact }) => fact === "usingFallbackLanguage");
  const [direct = 0, fallen = 0] = [false, true].map((each) => variables[fallback]?.classOf(each));
  const setAgents = createAgentClasses(variables);

  return {
    set(situation, place, usingFallbackLanguage, availability) {
      if (language >= 0) situation[language] = classOfPlace[place] as number;
      if (fallback >= 0) situation[fallback] = usingFallbackLanguage ? fallen : direct;
      setAgents(situation, availability);
    },
    setFree: (situation) => setAgents(situation, FREE_AGENTS),
  };
}
