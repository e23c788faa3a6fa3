import type { Channel, Condition, Rule, RulesetDocument } from "../../src/ruleset/document.js";
import { COUNTS, SMALL_TYPES, type SmallCount } from "../arbitraries/small-rulesets.js";

/** One of all situations of a small ruleset, with the languages of the customer. */
interface SmallRequest {
  readonly requestType: (typeof SMALL_TYPES)[number];
  /** Null if it is optional, and the request omits it. */
  readonly member: boolean | null;
  readonly open: boolean | null;
  readonly languages: readonly string[];
  /** By channel and language, where there is a report on the agents. */
  readonly counts: Readonly<Record<string, number | null>> | null;
}

/** What a check finds, as texts that say which. */
export function findByCounting(document: RulesetDocument): string[] {
  const requests = [...requestsTo(document)];
  const candidates = requests.flatMap((request) =>
    document.channels.flatMap((channel) =>
      candidatesOf(document, channel, request.languages).map((candidate) => ({ request, channel, candidate })),
    ),
  );
  const rules = document.rules ?? [];
  const truth = (rule: Rule, at: (typeof candidates)[number]) =>
    truthOf(document, rule.conditions, at.request, at.channel, at.candidate);
  const held = (type: Rule["event"]["type"], at: (typeof candidates)[number]) =>
    rules.some((rule) => rule.event.type === type && names(rule, at.channel.id) && truth(rule, at) === true);
  const found: string[] = [];

  let kept = rules;
  for (const rule of [...rules].reverse()) {
    const holds =
      rule.event.type === "advise"
        ? requests.some((request) => truthOf(document, rule.conditions, request, null, null) === true)
        : candidates.some((at) => names(rule, at.channel.id) && truth(rule, at) === true);
    const without = kept.filter((each) => each !== rule);
    if (!holds) found.push(`rule-never-holds ${rule.name}`);
    else if (isSeenAlike(document, kept, without, requests)) {
      kept = without;
      found.push(`rule-changes-nothing ${rule.name}`);
    }
  }

  for (const rule of rules) {
    for (const { id } of rule.event.type === "offer" ? document.channels.filter(({ id }) => names(rule, id)) : []) {
      const where = candidates.filter((at) => at.channel.id === id && truth(rule, at) === true);
      if (where.length > 0 && where.every((at) => held("withhold", at)))
        found.push(`offer-always-withheld ${rule.name} ${id}`);
    }
    if (rule.event.type !== "withhold") continue;
    const passed = candidates.filter(
      (at) => names(rule, at.channel.id) && truth(rule, at) === null && held("offer", at) && !held("withhold", at),
    );
    const text = JSON.stringify(rule.conditions ?? null);
    const isPlain = passed.some(
      ({ request }) =>
        (request.counts === null && Object.keys(COUNTS).some((count) => text.includes(count))) ||
        (request.open === null && text.includes('"time"')) ||
        (request.member === null && text.includes('"member"')),
    );
    if (passed.length > 0) found.push(`withhold-rests-on-unknown ${rule.name} ${isPlain ? "warning" : "info"}`);
  }

  const offers = requests.map((request) => seen(document, rules, request).offered);
  const offered = document.channels.filter(
    ({ id, always }) => !always && offers.some((each) => each.some(({ channel }) => channel === id)),
  );
  for (const { id, always, languages } of document.channels) {
    if (always === true) continue;
    if (!offered.some((each) => each.id === id)) found.push(`channel-never-offered ${id}`);
    else {
      for (const language of languages) {
        if (!offers.some((each) => each.some((one) => one.channel === id && one.language === language)))
          found.push(`language-never-offered ${id} ${language}`);
      }
    }
  }
  for (const type of offered.length === 0 ? [] : SMALL_TYPES) {
    if (
      requests.every(
        ({ requestType }, index) => requestType !== type || offers[index]?.every(({ channel }) => channel === "email"),
      )
    )
      found.push(`only-always-channels ${type}`);
  }
  return found.sort();
}

function isSeenAlike(
  document: RulesetDocument,
  left: readonly Rule[],
  right: readonly Rule[],
  requests: readonly SmallRequest[],
) {
  return requests.every(
    (request) => JSON.stringify(seen(document, left, request)) === JSON.stringify(seen(document, right, request)),
  );
}

/** What a customer sees of a decision. */
function seen(document: RulesetDocument, rules: readonly Rule[], request: SmallRequest) {
  const holding = (type: Rule["event"]["type"], channel: Channel, candidate: Candidate) =>
    rules.filter(
      (rule) =>
        rule.event.type === type &&
        names(rule, channel.id) &&
        truthOf(document, rule.conditions, request, channel, candidate) === true,
    );
  const offered: { channel: string; language: string; precedence: number }[] = [];
  const withheld: Record<string, string[]> = {};
  for (const channel of document.channels) {
    const reasons = new Set<string>();
    const candidates = candidatesOf(document, channel, request.languages);
    const chosen = candidates.find((candidate) => {
      if (channel.always === true) return true;
      if (holding("offer", channel, candidate).length === 0) return false;
      const stops = holding("withhold", channel, candidate);
      for (const { event } of stops) if (event.type === "withhold") reasons.add(event.params.reason);
      return stops.length === 0;
    });
    if (chosen === undefined) withheld[channel.id] = [...reasons].sort();
    else {
      const precedence = Math.max(0, ...holding("prefer", channel, chosen).map(({ priority = 1 }) => priority));
      offered.push({ channel: channel.id, language: chosen.language, precedence });
    }
  }
  offered.sort((a, b) => b.precedence - a.precedence);
  const steps = rules.some(
    (rule) => rule.event.type === "advise" && truthOf(document, rule.conditions, request, null, null) === true,
  );
  return { offered: offered.map(({ channel, language }) => ({ channel, language })), withheld, steps };
}

function* requestsTo(document: RulesetDocument): Iterable<SmallRequest> {
  const text = JSON.stringify(document.rules);
  const count = (Object.keys(COUNTS) as SmallCount[]).find((each) => text.includes(each));
  const desks = document.channels.flatMap(({ id, languages }) => languages.map((language) => `${id} ${language}`));
  const reports: SmallRequest["counts"][] = [null];
  if (count !== undefined) {
    const values: readonly (number | null)[] = COUNTS[count];
    for (let code = 0; code < values.length ** desks.length; code++) {
      reports.push(
        Object.fromEntries(
          desks.map((desk, index) => [desk, values[Math.floor(code / values.length ** index) % values.length] ?? null]),
        ),
      );
    }
  }
  const hours =
    Reflect.get(document.schedules?.desk ?? {}, "timeZone") === "customer" ? [true, false, null] : [true, false];
  const members = document.facts?.member?.optional === true ? [false, true, null] : [false, true];
  const languageLists = listsToldApart(document);
  for (const requestType of SMALL_TYPES)
    for (const member of members)
      for (const open of hours)
        for (const languages of languageLists)
          for (const counts of reports) yield { requestType, member, open, languages, counts };
}

/** A list for each choice of candidates, the shortest. `*` fits the first language of a channel, and so may fit another of each. */
function listsToldApart(document: RulesetDocument): (readonly string[])[] {
  const tags = ["en", "nl", "*"];
  const lists = [...tags.flatMap((first) => tags.map((second) => [first, second])), ...tags.map((tag) => [tag]), []];
  const candidatesFor = (list: readonly string[]) =>
    JSON.stringify(document.channels.map((channel) => candidatesOf(document, channel, list)));
  return [...new Map(lists.map((list) => [candidatesFor(list), list])).values()];
}

interface Candidate {
  readonly language: string;
  readonly usingFallbackLanguage: boolean;
}

function candidatesOf(document: RulesetDocument, channel: Channel, languages: readonly string[]): Candidate[] {
  const fitting = languages
    .flatMap((language) => (language === "*" ? channel.languages.slice(0, 1) : language))
    .filter((language) => channel.languages.includes(language));
  const own = [...new Set(fitting)].map((language) => ({ language, usingFallbackLanguage: false }));
  const { fallback } = document.languages;
  const isBound = channel.always === true || channel.offerInFallbackLanguage === true;
  return isBound && !own.some(({ language }) => language === fallback)
    ? [...own, { language: fallback, usingFallbackLanguage: true }]
    : own;
}

/** Null where it is unknown. */
function truthOf(
  document: RulesetDocument,
  condition: Condition | undefined,
  request: SmallRequest,
  channel: Channel | null,
  candidate: Candidate | null,
): boolean | null {
  if (condition === undefined) return true;
  const of = (child: Condition) => truthOf(document, child, request, channel, candidate);
  if ("not" in condition) {
    const truth = of(condition.not);
    return truth === null ? null : !truth;
  }
  if ("all" in condition || "any" in condition) {
    const isAll = "all" in condition;
    const truths = (isAll ? condition.all : condition.any).map(of);
    if (truths.includes(!isAll)) return !isAll;
    return truths.includes(null) ? null : isAll;
  }
  if ("condition" in condition) throw new Error("small rulesets have no named conditions");
  const { fact, operator, value } = condition;
  const actual = factOf(document, fact, request, channel, candidate);
  if (operator === "isKnown") return (actual !== null) === value;
  if (actual === null) return null;
  switch (operator) {
    case "equal":
      return actual === value;
    case "notEqual":
      return actual !== value;
    case "contains":
      return (actual as readonly string[]).includes(value as string);
    case "doesNotContain":
      return !(actual as readonly string[]).includes(value as string);
    case "duringSchedule":
      return actual === true;
    case "outsideSchedule":
      return actual === false;
    case "greaterThan":
      return (actual as number) > (value as number);
    case "greaterThanInclusive":
      return (actual as number) >= (value as number);
    case "lessThan":
      return (actual as number) < (value as number);
    case "lessThanInclusive":
      return (actual as number) <= (value as number);
    default:
      throw new Error(`no operator ${operator}`);
  }
}

function factOf(
  document: RulesetDocument,
  fact: string,
  request: SmallRequest,
  channel: Channel | null,
  candidate: Candidate | null,
) {
  switch (fact) {
    case "requestType":
      return request.requestType;
    case "requestTags":
      return document.requestTypes[request.requestType]?.tags ?? [];
    case "member":
      return request.member;
    case "time":
      return request.open;
    case "language":
      return candidate?.language ?? "";
    case "usingFallbackLanguage":
      return candidate?.usingFallbackLanguage === true;
    default:
      return request.counts?.[`${channel?.id} ${candidate?.language}`] ?? null;
  }
}

function names({ event }: Rule, channel: string): boolean {
  return event.type !== "advise" && event.params.channels.includes(channel);
}
