import type { AgentsCondition, Change } from "../../analysis.js";
import { windowWords } from "../../words/describe-windows.js";
import { languageName } from "../../words/languages.js";
import { listWords } from "../../words/prose.js";
import type { DiffContext } from "./diff-context.js";

/** When a change is: `on Saturdays 14:00–18:00 (Amsterdam)`. */
export function describeHours(change: Change, { timeZone, period }: DiffContext): string[] {
  const hours = change.when.find((condition) => "schedules" in condition);
  if (hours !== undefined && "schedules" in hours) {
    return hours.schedules.map(({ schedule, state }) =>
      state === "unknown"
        ? `where nobody says the time zone that \`${schedule}\` needs`
        : `while \`${schedule}\` is ${state}`,
    );
  }
  return change.windows === null ? [] : [windowWords(change.windows, timeZone, period)];
}

export function describeAgents(change: Change): string[] {
  const own = "channel" in change ? change.channel : null;
  return change.when.flatMap((condition) => {
    if (condition.fact === "agentReport" && "aged" in condition) {
      const words = condition.values.map((value) =>
        value === "none"
          ? "nobody reports on the agents"
          : value === "aged"
            ? `the report on the agents is ${condition.aged}`
            : "the agents are reported on",
      );
      return [`while ${listWords(words, "or")}`];
    }
    if (!("orNoReport" in condition)) return [];
    const where = change.kind === "moved-up" || condition.channel !== own ? ` at \`${condition.channel}\`` : "";
    const language = condition.language === null ? "" : ` in ${languageName(condition.language)}`;
    const unreported = condition.orNoReport ? " or nobody reports on them" : "";
    return [`${agentsWords(condition, `${where}${language}`)}${unreported}`];
  });
}

function agentsWords({ fact, values }: AgentsCondition, where: string): string {
  const known = values.filter((value) => value !== "unknown");
  const number = listWords(known, "or");
  const unknown =
    known.length === values.length ? "" : `${known.length === 0 ? "" : " or "}nobody says ${UNSAID[fact]}`;
  if (known.length === 0) return `while ${unknown}${where}`;
  const are = number === "1" ? "is" : "are";
  switch (fact) {
    case "availableAgents":
    case "staffedAgents": {
      const state = fact === "availableAgents" ? "free" : "on duty";
      if (number === "1 or more") return `when an agent is ${state}${where}${unknown}`;
      if (number === "0") return `when no agent is ${state}${where}${unknown}`;
      return `when ${number} ${number === "1" ? "agent" : "agents"} ${are} ${state}${where}${unknown}`;
    }
    case "contactsInQueue":
      return `when ${number} ${number === "1" ? "customer waits" : "customers wait"}${where}${unknown}`;
    case "estimatedWaitSeconds":
      return `when the wait${where} is ${listWords(known.map(inSeconds), "or")}${unknown}`;
  }
}

/** `600 seconds or less`. */
function inSeconds(number: string): string {
  return number.replace(/\d(?!.*\d)/, (digit) => `${digit} seconds`);
}

const UNSAID: Readonly<Record<AgentsCondition["fact"], string>> = {
  availableAgents: "how many are free",
  staffedAgents: "how many are on duty",
  contactsInQueue: "how many wait",
  estimatedWaitSeconds: "how long the wait is",
};

/** Where it is a matter of what else they are offered. */
export function describeAmong({ among, kind }: Change): string[] {
  switch (among) {
    case null:
      return [];
    case "offered-before":
      return ["wherever it was offered to them"];
    case "offered-after":
      return ["wherever it is offered to them now"];
    case "offered-both":
      return [kind === "moved-up" ? "where both are offered" : "where it is offered before and after"];
    case "withheld-both":
      return ["where it is withheld before and after"];
    case "advised-before":
      return ["wherever they were asked to"];
    case "advised-after":
      return ["wherever they are asked to now"];
  }
}
