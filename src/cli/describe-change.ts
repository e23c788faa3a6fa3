import type { AgentsCondition, Change, ChangeCondition } from "../analysis.js";
import type { RulesetDocument } from "../index.js";
import { languageName, listWords } from "./language-name.js";
import { bad, good, name, type Prose, type Span, strong } from "./span.js";
import { type LookedAt, windowWords } from "./window-words.js";

/** What a comparison is told with. */
export interface DiffContext {
  /** As they were named. */
  readonly before: string;
  readonly after: string;
  readonly rulesets: readonly [before: RulesetDocument, after: RulesetDocument];
  /** To tell times in. */
  readonly timeZone: string;
  readonly period: LookedAt;
}

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

function describeWho(change: Change, { rulesets }: DiffContext): (string | Span)[] {
  if (change.kind === "accepted" || change.kind === "refused") return describeRequests(change.when);
  let speakers = "customers";
  const qualities: (string | Span)[][] = [];
  for (const condition of change.when) {
    if ("isAllServed" in condition) {
      if (!condition.isAllServed) speakers = describeSpeakers(condition.values);
    } else if (condition.fact === "requestType" && !("isDeclared" in condition)) {
      qualities.unshift(describeTypes(condition.values as readonly string[], rulesets));
    } else if ("isDeclared" in condition) {
      qualities.push(["whose ", name(condition.fact), ` is ${listWords(condition.values, "or")}`]);
    }
  }
  const isEveryone = qualities.length === 0 && speakers === "customers" && change.among === null && !change.inSome;
  if (isEveryone) return ["all customers"];
  const isLong = qualities.length > 1;
  const joined = qualities.flatMap((quality, index) => [
    index === 0 ? " " : index === qualities.length - 1 && index > 1 ? " and " : ", ",
    ...quality,
  ]);
  return [speakers, ...joined, ...(isLong ? [","] : [])];
}

function describeSpeakers(values: readonly string[]): string {
  const others = values.includes("other");
  const named = values.filter((value) => value !== "other");
  const lists = named.filter((value) => value.includes(","));
  const single = named.filter((value) => !value.includes(","));
  const parts = [
    ...(single.length === 0
      ? []
      : [
          `${listWords(
            single
              .map((tag) => (tag === "*" ? "any-language" : languageName(tag)))
              .map((word, index) => (index < single.length - 1 ? `${word}-` : word)),
            "and",
          )}-speaking customers`,
        ]),
    ...lists.map((each) => `customers who ask for ${each.split(", ").map(languageName).join(", then for ")}`),
    ...(others ? ["customers of languages that it does not serve"] : []),
  ];
  return listWords(parts, "and");
}

/** The fewer of those that are and those that are not. */
function describeTypes(ids: readonly string[], [before, after]: DiffContext["rulesets"]): (string | Span)[] {
  const common = Object.keys(after.requestTypes).filter((id) => Object.hasOwn(before.requestTypes, id));
  const others = common.filter((id) => !ids.includes(id));
  if (others.length > 0 && others.length < FEW_OTHERS && ids.length > MANY_TYPES) {
    return ["with any request but ", ...listSpans(others.map((id) => name(id)))];
  }
  return [
    "with ",
    ...listSpans(
      ids.map((id) => name(id)),
      "or",
    ),
  ];
}

const FEW_OTHERS = 4;
const MANY_TYPES = 4;

function describeRequests(when: readonly ChangeCondition[]): (string | Span)[] {
  return when.flatMap((condition): (string | Span)[] => {
    if (condition.fact === "requestType" && !("isDeclared" in condition)) {
      return [
        "requests with ",
        ...listSpans(
          (condition.values as readonly string[]).map((id) => name(id)),
          "or",
        ),
      ];
    }
    if (!("isDeclared" in condition)) return [];
    const [value] = condition.values;
    if (value === "given") return ["requests that say ", name(condition.fact)];
    if (value === "left out") return ["requests that do not say ", name(condition.fact)];
    return ["requests whose ", name(condition.fact), ` is ${listWords(condition.values, "or")}`];
  });
}

function describeHours(change: Change, { timeZone, period }: DiffContext): string[] {
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

function describeAgents(change: Change): string[] {
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
      return `when the wait${where} is ${number} seconds${unknown}`;
  }
}

const UNSAID: Readonly<Record<AgentsCondition["fact"], string>> = {
  availableAgents: "how many are free",
  staffedAgents: "how many are on duty",
  contactsInQueue: "how many wait",
  estimatedWaitSeconds: "how long the wait is",
};

function describeAmong({ among, kind }: Change): string[] {
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

function listSpans(spans: readonly Span[], joint: "and" | "or" = "and"): (string | Span)[] {
  return spans.flatMap((span, index) => [
    ...(index === 0 ? [] : [index === spans.length - 1 ? ` ${joint} ` : ", "]),
    span,
  ]);
}
