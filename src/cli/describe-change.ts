import type { Change, ChangeCondition } from "../analysis.js";
import { describeAgents, describeAmong, describeHours } from "./describe-circumstances.js";
import { describeWho } from "./describe-customers.js";
import type { DiffContext } from "./diff-context.js";
import { languageName } from "./language-name.js";
import { bad, good, listSpans, name, type Prose, type Span, strong } from "./span.js";

/** Changes that differ in the channel or the step alone, told in one sentence. */
export type ChangeGroup = readonly [Change, ...Change[]];

export function groupChanges(changes: readonly Change[]): ChangeGroup[] {
  const groups = new Map<string, [Change, ...Change[]]>();
  for (const change of changes) {
    const key = keyOf(change);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [change]);
    else group.push(change);
  }
  return [...groups.values()];
}

/** `Spanish- and Italian-speaking customers with `dispute` lose phone on Saturdays 14:00–18:00 (Amsterdam), when an agent is free`. */
export function describeChanges(group: ChangeGroup, context: DiffContext): Prose {
  const [change] = group;
  const who = describeWho(change, context);
  const rest = [...describeHours(change, context), ...describeAgents(change), ...describeAmong(change)];
  const tail = rest
    .map((part) => (part.startsWith("on ") || part.startsWith("every day ") ? ` ${part}` : `, ${part}`))
    .join("");
  const only = change.inSome ? ", though not in all of these cases" : "";
  return [...(change.inSome ? ["some "] : []), ...who, " ", ...describeWhat(group), `${tail}${only}`];
}

/** The channel and the step, and what differs for each of them, are left out. */
function keyOf(change: Change): string {
  const { example: _, ...rest } = change;
  const when = change.when.map((condition) => {
    if (condition.fact === "language" && "isAllServed" in condition && condition.isAllServed) return "all served";
    return "channel" in condition ? { ...condition, channel: "" } : condition;
  });
  switch (change.kind) {
    case "gained":
    case "lost":
      return JSON.stringify({ ...rest, when, channel: "" });
    case "moved-up":
    case "step-moved-up":
      return JSON.stringify({ ...rest, when, aheadOf: "" });
    case "step-added":
    case "step-removed":
      return JSON.stringify({ ...rest, when, step: "" });
    case "accepted":
    case "refused":
      return JSON.stringify({ ...rest, when: change.when.map((each) => factsOnly(each)) });
    default:
      return JSON.stringify(rest);
  }
}

/** Facts that can be given, or cannot any more, are told together. */
function factsOnly(condition: ChangeCondition): unknown {
  return "isDeclared" in condition && condition.values[0] === "given" ? "given" : condition;
}

function describeWhat(group: ChangeGroup): (string | Span)[] {
  const [change] = group;
  const names = (ids: readonly string[]) => listSpans(ids.map((id) => name(id)));
  const channels = names(group.flatMap((each) => ("channel" in each ? each.channel : [])));
  const steps = names(group.flatMap((each) => ("step" in each ? each.step : [])));
  const aheadOf = names(group.flatMap((each) => ("aheadOf" in each ? each.aheadOf : [])));
  const allServed = change.when.some((each) => "isAllServed" in each && each.isAllServed);
  const inAll = allServed ? [` in every language ${group.length === 1 ? "it serves" : "they serve"}`] : [];
  switch (change.kind) {
    case "gained":
      return [good("gain"), " ", ...channels, ...inAll];
    case "lost":
      return [bad("lose"), " ", ...channels, ...inAll];
    case "language":
      return [
        ...[strong("are served"), " in ", languageName(change.languageAfter), " instead of "],
        ...[languageName(change.languageBefore), " by ", ...channels],
      ];
    case "moved-up":
      return [strong("find"), " ", ...channels, " ahead of ", ...aheadOf, ...inAll];
    case "reasons":
      return [
        ...[strong("are told"), " ", ...names(change.codesAfter), " instead of "],
        ...[...names(change.codesBefore), " as the reason why ", ...channels, " is withheld"],
      ];
    case "step-added":
      return [strong("are asked"), " to take step ", ...steps];
    case "step-removed":
      return [strong("are no longer asked"), " to take step ", ...steps];
    case "step-moved-up":
      return [strong("are asked"), " for step ", ...steps, " before ", ...aheadOf];
    case "accepted":
      return [good("can be decided"), " now; before, they were an error"];
    case "refused":
      return [bad("are an error"), " now; before, they could be decided"];
  }
}
