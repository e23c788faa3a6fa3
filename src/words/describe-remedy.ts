import { describeCount, describeUnsaid } from "./describe-agents.js";
import { languageName } from "./languages.js";
import { clockTime, weekdayAt } from "./local-time.js";
import { listNames, listWords, named, type Prose } from "./prose.js";
import type { RemedyChange } from "./remedy.js";

/** What one of some changes asks for, after `phone needs:`. `at` is the instant of the request, by the clock of `timeZone`. */
export function describeRemedyChange(
  change: RemedyChange,
  all: readonly RemedyChange[],
  at: string,
  timeZone: string,
): Prose {
  switch (change.kind) {
    case "requestType":
      return [change.values.length === 1 ? "the request type " : "another request type: ", someOf(change.values)];
    case "channelLanguage":
      return [named(change.to), " among its languages"];
    case "language":
      return `a customer who asks for ${listWords(change.values.map(languageName), "or")}`;
    case "fact": {
      if (change.to === null) return [named(change.fact), " left out"];
      return [named(change.fact), ` to be ${listWords(change.values, "or")}`];
    }
    case "schedule": {
      const [day, clock] = [weekdayAt(at, timeZone), clockTime(at, timeZone)];
      if (change.to === "open") return [`${day} hours after ${clock} in `, named(change.schedule)];
      return [named(change.schedule), ` to be closed on ${day} at ${clock}`];
    }
    case "timeZone":
      return `a customer in another time zone, such as ${listWords(change.values, "or")}`;
    case "closedChannels":
      return "to be switched on again";
    case "agentAvailabilityAsOf":
      return "a recent report on the agents";
    case "agents": {
      const isAnyLanguage = all.some((other) => other.kind === "language" && other.values.length > 1);
      return describeAgentsNeed(change, isAnyLanguage ? "that language" : languageName(change.language));
    }
  }
}

const MAX_SHOWN = 4;

function someOf(values: readonly string[]): Prose {
  if (values.length <= MAX_SHOWN) return listNames(values, "or");
  return [listNames(values.slice(0, MAX_SHOWN - 1), "or"), ` (or ${values.length - MAX_SHOWN + 1} others)`];
}

function describeAgentsNeed({ fact, values }: Extract<RemedyChange, { kind: "agents" }>, speaker: string): Prose {
  if (values.length === 0) return `no report of ${describeUnsaid(fact)} in ${speaker}`;
  const [first = ""] = values;
  if (fact === "availableAgents" && values.length === 1 && first === "1 or more") {
    return `a free agent who speaks ${speaker}`;
  }
  if (fact === "staffedAgents" && values.length === 1 && first === "1 or more") {
    return `an agent on duty who speaks ${speaker}`;
  }
  const number = listWords(values, "or");
  if (number === "known") return `a report of ${describeUnsaid(fact)} in ${speaker}`;
  const count = describeCount(fact, number).replace(/^with /, "");
  return fact === "availableAgents" || fact === "staffedAgents"
    ? `${count} who speak ${speaker}`
    : `${count} in ${speaker}`;
}
