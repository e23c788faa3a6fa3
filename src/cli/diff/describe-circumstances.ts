import type { Change } from "../../analysis.js";
import { describeNumbers, NO_REPORT } from "../../words/describe-agents.js";
import { describeWindows } from "../../words/describe-windows.js";
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
  return change.windows === null ? [] : [describeWindows(change.windows, timeZone, period)];
}

/** What the report on the agents says, or that there is none. */
export function describeReport(change: Change): string[] {
  const own = "channel" in change ? change.channel : null;
  return change.when.flatMap((condition) => {
    if (condition.fact === "agentReport" && "aged" in condition) {
      const words = condition.values.map((value) =>
        value === "none"
          ? NO_REPORT
          : value === "aged"
            ? `the report on the agents is ${condition.aged}`
            : "the agents are reported on",
      );
      return [`while ${listWords(words, "or")}`];
    }
    if (!("orNoReport" in condition)) return [];
    const at = change.kind === "moved-up" || condition.channel !== own ? ` at \`${condition.channel}\`` : "";
    const language = condition.language === null ? "" : ` in ${languageName(condition.language)}`;
    const unreported = condition.orNoReport ? " or nobody reports on them" : "";
    return [`${describeNumbers(condition, `${at}${language}`)}${unreported}`];
  });
}

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
