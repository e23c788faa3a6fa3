import type { AgentsCondition, Change, ChangeCondition } from "../../src/analysis.js";
import { matchLanguage, type RulesetDocument } from "../../src/index.js";
import type { ScenarioRequest } from "../../src/ruleset/document.js";
import type { AgentAvailability } from "../../src/values/facts.js";

/** A request of one language, its snapshot as old as `at`. */
export interface Asked {
  readonly request: ScenarioRequest & { readonly language: string };
  readonly rulesets: readonly [RulesetDocument, RulesetDocument];
}

/** Whether a change speaks of a request, by what its conditions say in words. */
export function speaksOf(change: Change, asked: Asked): boolean {
  return change.when.every((condition) => holds(condition, change, asked)) && isWithin(change, asked);
}

function holds(condition: ChangeCondition, change: Change, asked: Asked): boolean {
  const { request } = asked;
  if ("isAllServed" in condition)
    return condition.values.some((value) => isLike(request.language, value, change, asked));
  if ("schedules" in condition) return true;
  if ("aged" in condition) return condition.values.some((value) => value === reportOf(asked));
  if ("orNoReport" in condition) return agentsHold(condition, asked);
  if (!("isDeclared" in condition)) return condition.values.includes(request.requestType);
  const value = request.facts?.[condition.fact];
  const declared = asked.rulesets.flatMap(({ facts }) => facts?.[condition.fact] ?? []);
  if (value === undefined && declared.every(({ optional }) => optional === true)) {
    if (condition.values.includes("not known")) return true;
  } else if (value === undefined && condition.values.includes("left out")) return true;
  if (value !== undefined && condition.values.includes("known")) return true;
  const meant = new Set(
    declared.flatMap(({ optional, default: usual }) => (optional === true ? [null] : (usual ?? []))),
  );
  // Of two defaults, neither says what a fact is that is left out.
  const said = value ?? (meant.size === 1 ? ([...meant][0] ?? undefined) : undefined);
  const normal = typeof said === "string" ? said.normalize("NFC") : said;
  return normal !== undefined && condition.values.some((words) => isSaidBy(words.normalize("NFC"), normal));
}

/** Windows say all that hours say. */
function isWithin({ windows }: Change, { request }: Asked): boolean {
  const at = Date.parse(String(request.at));
  return (
    windows === null ||
    windows.some(
      ({ from, until, timeZone }) =>
        (timeZone === null || timeZone === (request.timeZone ?? "unsaid")) &&
        Date.parse(from) <= at &&
        at < Date.parse(until),
    )
  );
}

function channelsOf(change: Change): readonly string[] {
  if ("channels" in change) return change.channels as readonly string[];
  return [...("channel" in change ? [change.channel] : []), ...("aheadOf" in change ? [change.aheadOf] : [])];
}

/** What a language comes to for a channel, before and after. */
function fitsOf(language: string, channels: readonly string[], { rulesets }: Asked): string {
  return JSON.stringify(
    rulesets.map(({ channels: all, languages: { aliases = {} } }) =>
      channels.map((id) => {
        const served = all.find((channel) => channel.id === id)?.languages ?? [];
        return language === "*" ? served[0] : (matchLanguage(language, served, { aliases })?.language ?? null);
      }),
    ),
  );
}

function isLike(language: string, value: string, change: Change, asked: Asked): boolean {
  const channels = channelsOf(change);
  const fits = fitsOf(language, channels, asked);
  if (value === "other") return !/"/.test(fits);
  return value.includes(",") ? false : fits === fitsOf(value, channels, asked);
}

function reportOf({ request, rulesets }: Asked): "none" | "fresh" | "aged" {
  if (request.agentAvailability === undefined) return "none";
  const asOf = Date.parse(String(request.agentAvailabilityAsOf ?? request.at));
  const age = Math.abs(Date.parse(String(request.at)) - asOf) / 1000;
  const stale = rulesets.map(({ availability }) => age > (availability?.maxAgeSeconds ?? Number.POSITIVE_INFINITY));
  return stale.every(Boolean) ? "none" : stale.some(Boolean) ? "aged" : "fresh";
}

function agentsHold({ fact, values, orNoReport, channel, language }: AgentsCondition, asked: Asked): boolean {
  if (reportOf(asked) === "none") return orNoReport;
  const { request, rulesets } = asked;
  const own = rulesets
    .map(({ channels, languages: { aliases = {} } }) => {
      const served = channels.find(({ id }) => id === channel)?.languages ?? [];
      return request.language === "*" ? served[0] : matchLanguage(request.language, served, { aliases })?.language;
    })
    .find((each) => each !== undefined);
  const desk = language ?? own;
  if (desk === undefined) return false;
  const report = request.agentAvailability?.[channel];
  const entries = report ?? (report === null ? { "*": null } : {});
  // An entry of its own comes before `*`, also if it is null.
  const [, entry] = Object.entries(entries).find(([key]) => sameTag(key, desk)) ?? ["*", entries["*"]];
  const value = countOf(entry, fact);
  return values.some((words) => (value === null ? words === "unknown" : words === "known" || isSaidBy(words, value)));
}

function sameTag(one: string, other: string): boolean {
  return one !== "*" && new Intl.Locale(one).toString() === new Intl.Locale(other).toString();
}

function countOf(entry: number | AgentAvailability | null | undefined, fact: AgentsCondition["fact"]): number | null {
  if (entry === undefined) return fact === "availableAgents" || fact === "staffedAgents" ? 0 : null;
  if (entry === null) return null;
  if (typeof entry === "number") return fact === "availableAgents" ? entry : null;
  const read = {
    availableAgents: entry.available,
    staffedAgents: entry.staffed,
    contactsInQueue: entry.contactsInQueue,
    estimatedWaitSeconds: entry.estimatedWaitSeconds,
  };
  return read[fact] ?? null;
}

/** `4 or more`, `2 to 3`, `` `buyer` ``, `at least 1 and less than 2`. */
export function isSaidBy(words: string, value: boolean | number | string): boolean {
  if (typeof value !== "number") {
    const others = /^anything but (.*)$/.exec(words)?.[1];
    if (words === "any text") return true;
    return others === undefined ? words === `\`${value}\`` : !others.includes(`\`${value}\``);
  }
  if (words === "any number") return true;
  return words.split(" and ").every((part) => {
    const numbers = [...part.matchAll(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g)].map(([number]) => Number(number));
    const [first = Number.NaN, second] = numbers;
    if (second !== undefined) return first <= value && value <= second;
    if (/or more|at least/.test(part)) return value >= first;
    if (/more than/.test(part)) return value > first;
    if (/or less|at most/.test(part)) return value <= first;
    if (/less than/.test(part)) return value < first;
    return value === first;
  });
}
