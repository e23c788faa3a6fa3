import { describeNumbers, NO_REPORT } from "./describe-agents.js";
import { describeWindows, type TimePeriod } from "./describe-windows.js";
import { languageName } from "./languages.js";
import type { SituationPlace } from "./place.js";
import { listNames, listWords, named, type Prose } from "./prose.js";

/**
 * The customers of a place: `Spanish- and Italian-speaking customers with `dispute``. Ends with a comma if more has to follow after one.
 * `known` are all request types there are; `unserved` follows "customers of languages that".
 */
export function describeWho(
  { when, inSome }: SituationPlace,
  known: readonly string[],
  unserved = "it does not serve",
): readonly Prose[] {
  let speakers = "customers";
  const qualities: (readonly [what: string, ...Prose[]])[] = [];
  for (const condition of when) {
    if ("isAllServed" in condition) {
      if (!condition.isAllServed) speakers = describeSpeakers(condition.values, unserved);
    } else if (condition.fact === "requestType" && !("isDeclared" in condition)) {
      qualities.unshift(describeTypes(condition.values as readonly string[], known));
    } else if ("isDeclared" in condition) {
      qualities.push(["whose ", named(condition.fact), ` is ${listWords(condition.values, "or")}`]);
    }
  }
  if (qualities.length === 0 && speakers === "customers" && !inSome) return ["all customers"];
  // Only facts are joined with `and`.
  const joints = qualities.map((quality, index) =>
    index === 0 ? " " : index === qualities.length - 1 && quality[0] === qualities[index - 1]?.[0] ? " and " : ", ",
  );
  const joined = qualities.map((quality, index) => [joints[index] ?? "", quality]);
  return [speakers, ...joined, ...(joints.includes(", ") ? [","] : [])];
}

function describeSpeakers(values: readonly string[], unserved: string): string {
  const named = values.filter((value) => value !== OTHER && value !== ANY);
  const lists = named.filter((value) => value.includes(","));
  const single = named.filter((value) => !value.includes(","));
  const languages = single.map((tag, index) => `${languageName(tag)}${index < single.length - 1 ? "-" : ""}`);
  const parts = [
    ...(single.length === 0 ? [] : [`${listWords(languages)}-speaking customers`]),
    ...lists.map((each) => `customers who ask for ${each.split(", ").map(languageName).join(", then for ")}`),
    ...(values.includes(OTHER) ? [`customers of languages that ${unserved}`] : []),
    ...(values.includes(ANY) ? ["customers who take any language"] : []),
  ];
  return listWords(parts);
}

const OTHER = "other";
const ANY = "*";

/** Names the request types, or the others if those are fewer. */
function describeTypes(ids: readonly string[], known: readonly string[]): readonly [what: string, ...Prose[]] {
  const others = known.filter((id) => !ids.includes(id));
  if (others.length > 0 && others.length < FEW_OTHERS && ids.length > MANY_TYPES) {
    return ["with any request but ", listNames(others)];
  }
  return ["with ", listNames(ids, "or")];
}

const FEW_OTHERS = 4;
const MANY_TYPES = 4;

/** What is the same in all sentences about a period. */
export interface PlaceContext {
  /** The time zone of the desks, for hours. */
  readonly timeZone: string;
  readonly period: TimePeriod;
}

/** When a place is, and what its report on agents says, to follow the customers. `own` is the channel that the sentence names. */
export function describeCircumstances(place: SituationPlace, context: PlaceContext, own: string | null): string {
  return [...describeHours(place, context), ...describeReport(place, own)]
    .map((part) => (part.startsWith("on ") || part.startsWith("every day ") ? ` ${part}` : `, ${part}`))
    .join("");
}

/** The hours of a place: `on Saturdays 14:00–18:00 (Amsterdam)`. */
function describeHours({ when, windows }: SituationPlace, { timeZone, period }: PlaceContext): string[] {
  const hours = when.find((condition) => "schedules" in condition);
  if (hours !== undefined && "schedules" in hours) {
    const states = hours.schedules.map(({ schedule, state }) =>
      state === "unknown" ? `nobody says the time zone that \`${schedule}\` needs` : `\`${schedule}\` is ${state}`,
    );
    return [`while ${listWords(states)}`];
  }
  return windows === null ? [] : [describeWindows(windows, timeZone, period)];
}

/** What the report on the agents says, or that there is none. */
function describeReport({ when }: SituationPlace, own: string | null): string[] {
  return when.flatMap((condition) => {
    if (condition.fact === "agentReport" && "aged" in condition) {
      const { channel = own, language = null } = condition;
      const whose = `the agents${placeOfAgents({ channel, language }, own)}`;
      const words = condition.values.map((value) =>
        value === "none"
          ? NO_REPORT
          : value === "aged"
            ? `the report on ${whose} is ${condition.aged}`
            : `${whose} are reported on`,
      );
      return [`while ${listWords(words, "or")}`];
    }
    if (!("orNoReport" in condition)) return [];
    // Who does not report does not say it either.
    const unreported =
      condition.orNoReport && !condition.values.includes("unknown") ? " or nobody reports on them" : "";
    return [`${describeNumbers(condition, placeOfAgents(condition, own))}${unreported}`];
  });
}

/** Of agents at the channel that the change is about, and for the customer's own language, nothing more is said. */
function placeOfAgents(
  agents: { readonly channel: string | null; readonly language: string | null },
  own: string | null,
) {
  const { channel, language } = agents;
  const at = channel === own ? "" : ` at \`${channel}\``;
  return `${at}${language === null ? "" : ` in ${languageName(language)}`}`;
}
