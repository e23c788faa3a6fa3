import type { Change, ReasonsChange } from "../../analysis.js";
import type { RulesetDocument } from "../../index.js";
import { describeNumbers, NO_REPORT } from "../../words/describe-agents.js";
import { describeWindows, type TimePeriod } from "../../words/describe-windows.js";
import { languageName } from "../../words/languages.js";
import { bad, good, listNames, listWords, named, type Prose, strong } from "../../words/prose.js";
import { groupAlike } from "../report/group-alike.js";

export interface DiffContext {
  readonly rulesets: readonly [before: RulesetDocument, after: RulesetDocument];
  /** The time zone of the desks, for hours. */
  readonly timeZone: string;
  readonly period: TimePeriod;
}

/** Changes in one sentence. They differ only in the channel or the step, or they are reasons of one channel. */
interface ToldChanges {
  /** `Spanish- and Italian-speaking customers with `dispute` lose phone on Saturdays 14:00–18:00 (Amsterdam), when an agent is free`. */
  readonly sentence: Prose;
  /** Further sentences, each true by itself. */
  readonly details: readonly Prose[];
  /** The change to show an example of. */
  readonly shown: Change;
}

export function tellChanges(changes: readonly Change[], context: DiffContext): ToldChanges[] {
  return groupAlike(changes, keyOf).map((group) => ({ ...tellGroup(group, context), shown: group[0] }));
}

type Group = [Change, ...Change[]];

function tellGroup(group: Group, context: DiffContext): Omit<ToldChanges, "shown"> {
  const [change, ...others] = group;
  const some = change.inSome ? "some " : "";
  const only = change.inSome ? ", though not in all of these cases" : "";
  if (change.kind === "reasons" && others.length > 0) {
    const what = [strong("are told"), " other reasons why ", named(change.channel), " is withheld"];
    return {
      sentence: [`${some}customers `, ...what, only],
      details: group.flatMap((each) => (each.kind === "reasons" ? [describeReasons(each, context)] : [])),
    };
  }
  const when = [...describeHours(change, context), ...describeReport(change)];
  return {
    sentence: [some, describeWho(group, context.rulesets), " ", describeWhat(group), joinParts(when), only],
    details: [],
  };
}

/** `no-agents instead of outside-hours, for customers with `dispute`, on Saturdays 14:00–18:00 (Amsterdam)`. */
function describeReasons(change: ReasonsChange, context: DiffContext): Prose {
  const who = describeWho([change], context.rulesets);
  const isAnyone = who.length === 1 && (who[0] === "customers" || who[0] === "all customers");
  const whom = isAnyone ? [] : [", for ", ...(who.at(-1) === "," ? who.slice(0, -1) : who)];
  return [
    ...[listNames(change.codesAfter), " instead of ", listNames(change.codesBefore), whom],
    joinParts([...describeHours(change, context), ...describeReport(change)]),
  ];
}

function joinParts(parts: readonly string[]): string {
  return parts
    .map((part) => (part.startsWith("on ") || part.startsWith("every day ") ? ` ${part}` : `, ${part}`))
    .join("");
}

/** Changes with equal keys share a sentence. */
function keyOf(change: Change): unknown {
  const { example: _, ...rest } = change;
  const when = change.when.map((condition) => {
    if (condition.fact === "language" && "isAllServed" in condition && condition.isAllServed) return "all served";
    return "channel" in condition ? { ...condition, channel: "" } : condition;
  });
  switch (change.kind) {
    case "gained":
    case "lost":
      return { ...rest, when, channel: "" };
    case "moved-up":
    case "step-moved-up":
      return { ...rest, when, aheadOf: "" };
    case "step-added":
    case "step-removed":
      return { ...rest, when, step: "" };
    case "reasons":
      return [change.kind, change.channel, change.inSome];
    case "accepted":
    case "refused":
      // Facts that requests may give now, or may no longer give, share a sentence.
      return {
        ...rest,
        when: change.when.map((each) => ("isDeclared" in each && each.values[0] === "given" ? "given" : each)),
      };
    case "language":
      return rest;
  }
}

function describeWhat(group: Group): Prose {
  const [change] = group;
  const channels = listNames(group.flatMap((each) => ("channel" in each ? each.channel : [])));
  const steps = listNames(group.flatMap((each) => ("step" in each ? each.step : [])));
  const aheadOf = listNames(group.flatMap((each) => ("aheadOf" in each ? each.aheadOf : [])));
  const allServed = change.when.some((each) => "isAllServed" in each && each.isAllServed);
  const inAll = allServed ? ` in every language ${group.length === 1 ? "it serves" : "they serve"}` : "";
  switch (change.kind) {
    case "gained":
      return [good("gain"), " ", channels, inAll];
    case "lost":
      return [bad("lose"), " ", channels, inAll];
    case "language": {
      const [before, after] = [change.languageBefore, change.languageAfter].map(languageName);
      return [strong("are served"), ` in ${after} instead of ${before} by `, channels];
    }
    case "moved-up":
      return [strong("find"), " ", channels, " ahead of ", aheadOf, inAll];
    case "reasons": {
      const codes = [listNames(change.codesAfter), " instead of ", listNames(change.codesBefore)];
      return [strong("are told"), " ", codes, " as the reason why ", channels, " is withheld"];
    }
    case "step-added":
      return [strong("are asked"), " to take step ", steps];
    case "step-removed":
      return [strong("are no longer asked"), " to take step ", steps];
    case "step-moved-up":
      return [strong("are asked"), " for step ", steps, " before ", aheadOf];
    case "accepted":
      return [good("can be decided"), " now; before, they were an error"];
    case "refused":
      return [bad("are an error"), " now; before, they could be decided"];
  }
}

/** The hours of a change: `on Saturdays 14:00–18:00 (Amsterdam)`. */
function describeHours(change: Change, { timeZone, period }: DiffContext): string[] {
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
function describeReport(change: Change): string[] {
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

/** The customers of a sentence: `Spanish- and Italian-speaking customers with `dispute``. */
function describeWho(
  [change, ...others]: readonly [Change, ...Change[]],
  rulesets: readonly [before: RulesetDocument, after: RulesetDocument],
): readonly Prose[] {
  if (change.kind === "accepted" || change.kind === "refused") return describeRequests([change, ...others]);
  let speakers = "customers";
  const qualities: (readonly [what: string, ...Prose[]])[] = [];
  for (const condition of change.when) {
    if ("isAllServed" in condition) {
      if (!condition.isAllServed) speakers = describeSpeakers(condition.values);
    } else if (condition.fact === "requestType" && !("isDeclared" in condition)) {
      qualities.unshift(describeTypes(condition.values as readonly string[], rulesets));
    } else if ("isDeclared" in condition) {
      qualities.push(["whose ", named(condition.fact), ` is ${listWords(condition.values, "or")}`]);
    }
  }
  const isEveryone = qualities.length === 0 && speakers === "customers" && !change.inSome;
  if (isEveryone) return ["all customers"];
  const joined = qualities.map((quality, index) => [
    // Only facts are joined with `and`.
    index === 0 ? " " : index === qualities.length - 1 && quality[0] === qualities[index - 1]?.[0] ? " and " : ", ",
    quality,
  ]);
  return [speakers, ...joined, ...(qualities.length > 1 ? [","] : [])];
}

function describeSpeakers(values: readonly string[]): string {
  const named = values.filter((value) => value !== OTHER && value !== ANY);
  const lists = named.filter((value) => value.includes(","));
  const single = named.filter((value) => !value.includes(","));
  const languages = single.map((tag, index) => `${languageName(tag)}${index < single.length - 1 ? "-" : ""}`);
  const parts = [
    ...(single.length === 0 ? [] : [`${listWords(languages)}-speaking customers`]),
    ...lists.map((each) => `customers who ask for ${each.split(", ").map(languageName).join(", then for ")}`),
    ...(values.includes(OTHER) ? ["customers of languages that it does not serve"] : []),
    ...(values.includes(ANY) ? ["customers who take any language"] : []),
  ];
  return listWords(parts);
}

const OTHER = "other";
const ANY = "*";

/** Names the request types, or the others if those are fewer. */
function describeTypes(
  ids: readonly string[],
  [before, after]: readonly [RulesetDocument, RulesetDocument],
): readonly [what: string, ...Prose[]] {
  const common = Object.keys(after.requestTypes).filter((id) => Object.hasOwn(before.requestTypes, id));
  const others = common.filter((id) => !ids.includes(id));
  if (others.length > 0 && others.length < FEW_OTHERS && ids.length > MANY_TYPES) {
    return ["with any request but ", listNames(others)];
  }
  return ["with ", listNames(ids, "or")];
}

const FEW_OTHERS = 4;
const MANY_TYPES = 4;

/** Each change has one condition. Facts that may now be given are listed together. */
function describeRequests(changes: readonly Change[]): readonly Prose[] {
  const facts = changes.flatMap(({ when }) => when.flatMap((each) => ("isDeclared" in each ? each.fact : [])));
  return (changes[0]?.when ?? []).flatMap((condition): readonly Prose[] => {
    if (condition.fact === "requestType" && !("isDeclared" in condition)) {
      return ["requests with ", listNames(condition.values as readonly string[], "or")];
    }
    if (!("isDeclared" in condition)) return [];
    const [value] = condition.values;
    if (value === "given") return ["requests that say ", listNames(facts, "or")];
    if (value === "left out") return ["requests that do not say ", named(condition.fact)];
    return ["requests whose ", named(condition.fact), ` is ${listWords(condition.values, "or")}`];
  });
}
