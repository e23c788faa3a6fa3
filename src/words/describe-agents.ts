import type { FailedCondition } from "../runtime/decision.js";
import type { CandidateExplanation } from "../runtime/explanation.js";
import { COUNT_FACTS, COUNT_WORDS, type CountFact, type CountWords } from "../values/facts.js";
import { isOperator, OPERATORS } from "../values/operators.js";
import { duration, plural } from "./numbers.js";
import type { AgentsCondition } from "./place.js";
import { listWords } from "./prose.js";

/** What to assume of the agents of all channels: that more are free than any rule asks for, that nobody is, or that nobody reports on them. */
export type AgentAssumption = "free" | "none" | "unknown";

/** There is no snapshot, or it is too old to count. */
export const NO_REPORT = "nobody reports on the agents";

/** After `Agents`: what is assumed of them, in place of a report. */
export const ASSUMED_AGENTS: Readonly<Record<AgentAssumption, string>> = {
  free: "as if free in every language of every channel",
  none: "as if nobody were free in any channel",
  unknown: "as if nobody reported who is free",
};

/** After `nobody says`: `how many agents are free`. */
export function describeUnsaid(fact: CountFact): string {
  const words = COUNT_WORDS[fact];
  return "length" in words ? `how long the ${words.length} is` : `how many ${words.noun}s ${words.verb[1]}`;
}

/** After `nobody reported`: `how many agents are free`. Any other fact stands for the free agents. */
export function describeUnreported(fact: string): string {
  const words = COUNT_WORDS[Object.hasOwn(COUNT_WORDS, fact) ? (fact as CountFact) : "availableAgents"];
  return "length" in words ? `how long the ${words.length} is` : `how many ${words.noun}s are ${words.state}`;
}

/** `with 0 agents free`, `with a wait of 60 or more seconds`; `number` is in words, `known` for any. */
export function describeCount(fact: CountFact, number: string): string {
  if (number === "known") return `while somebody says ${describeUnsaid(fact)}`;
  const words = COUNT_WORDS[fact];
  const s = number === "1" ? "" : "s";
  return "length" in words
    ? `with a ${words.length} of ${number} second${s}`
    : `with ${number} ${words.noun}${s} ${words.state}`;
}

/** `2 agents free, 3 on duty, 1 customer waiting, a wait of 2 minutes`: the numbers that are known of a candidate's agents. */
export function describeAgents(candidate: Pick<CandidateExplanation, CountFact>): string {
  const nouns = new Set<string>();
  const known = COUNT_FACTS.flatMap((fact) => {
    const words = COUNT_WORDS[fact];
    const count = candidate[fact];
    if ("length" in words) return count === null ? [] : [`a ${words.length} of ${duration(count)}`];
    // A noun is written once.
    const counted = (number: number) => (nouns.has(words.noun) ? String(number) : plural(number, words.noun));
    const said = count === null ? [] : [`${counted(count)} ${words.state}`];
    nouns.add(words.noun);
    return said;
  });
  return known.length === 0 ? "nothing is known of its agents" : known.join(", ");
}

/** Why a number withholds a channel: `1 agent free; it takes at least 2`. */
export function describeShortage(words: CountWords, condition: FailedCondition, actual: unknown): string {
  if ("length" in words) {
    return `the ${words.length} is ${describeSeconds(actual)}; ${describeNeed(condition, describeSeconds)}`;
  }
  const { noun, state } = words;
  const need = describeNeed(condition, String);
  if (noun !== "agent") return `${plural(Number(actual), noun)} ${actual === 1 ? "is" : "are"} ${state}; ${need}`;
  if (actual !== 0) return `${plural(Number(actual), noun)} ${state}; ${need}`;
  const { operator, value } = condition;
  const takesOne = (operator === "greaterThanInclusive" && value === 1) || (operator === "greaterThan" && value === 0);
  return `no ${noun} is ${state}${takesOne ? "" : `; ${need}`}`;
}

function describeSeconds(seconds: unknown): string {
  return typeof seconds === "number" ? duration(seconds) : String(seconds);
}

/** What the value would have to be: `it takes at least 2`. */
export function describeNeed({ operator, value }: FailedCondition, write: (value: unknown) => string): string {
  const takes = isOperator(operator) ? OPERATORS[operator].takes : operator;
  return ["it takes", ...(takes === null ? [] : [takes]), write(value)].join(" ");
}

/** `when an agent is free at `chat``: the circumstances that numbers of agents make. `place` follows the numbers. */
export function describeNumbers({ fact, values }: Pick<AgentsCondition, "fact" | "values">, place: string): string {
  const words = COUNT_WORDS[fact];
  const known = values.filter((value) => value !== "unknown");
  if (known.length === 0) return `while nobody says ${describeUnsaid(fact)}${place}`;
  if (known[0] === "known") {
    const what =
      known.length === values.length ? `somebody says ${describeUnsaid(fact)}` : "the agents are reported on";
    return `while ${what}${place}`;
  }
  const unsaid = `nobody says ${"length" in words ? describeUnsaid(fact) : `how many ${words.verb[1]}`}`;
  const orUnsaid = known.length === values.length ? "" : ` or ${unsaid}`;
  if ("length" in words) {
    return `when the ${words.length}${place} is ${listWords(known.map(inSeconds), "or")}${orUnsaid}`;
  }
  const number = listWords(known, "or");
  const [one, several] = words.verb;
  const who =
    words.noun === "agent" && number === "1 or more"
      ? `an agent ${one}`
      : words.noun === "agent" && number === "0"
        ? `no agent ${one}`
        : number === "1"
          ? `1 ${words.noun} ${one}`
          : `${number} ${words.noun}s ${several}`;
  return `when ${who}${place}${orUnsaid}`;
}

/** `600 seconds or less`. */
function inSeconds(number: string): string {
  return number.replace(/\d(?!.*\d)/, (digit) => `${digit} seconds`);
}
