import type { Condition, Rule, RulesetDocument, ScenarioRequest } from "../../src/ruleset/document.js";
import { parseRuleset, type RulesetInput } from "../../src/ruleset/read-ruleset.js";
import { rewritten } from "./rewritten.js";
import { withShuffledEntries, withShuffledKeys } from "./shuffled.js";
import type { Situations } from "./situations.js";
import { filesOf } from "./split-files.js";

/** The same rules and requests, written in another way. */
export interface Rewrite {
  readonly ruleset: RulesetInput;
  readonly requests: readonly ScenarioRequest[];
  /** What they are rewritten from, where these are not the requests that are given. */
  readonly originals?: readonly ScenarioRequest[];
}

/** By name, which saved cases have; what `seed` decides is up to each. */
export const REWRITES: Readonly<Record<string, (situations: Situations, seed: number) => Rewrite>> = {
  "in another order": ({ document, requests }, seed) => ({
    ruleset: withShuffledKeys({ ...document, rules: withShuffledEntries(document.rules ?? [], seed) }, seed),
    requests: requests.map((request) => withShuffledKeys(request, seed)),
  }),
  "in several files": ({ document, requests }, seed) => ({ ruleset: parseRuleset(filesOf(document, seed)), requests }),
  "by De Morgan": ({ document, requests }, seed) => ({
    ruleset: withConditions(document, (condition) => negatedTwice(condition, seed)),
    requests,
  }),
  "turned round twice": ({ document, requests }) => ({
    ruleset: { ...document, rules: (document.rules ?? []).map(rewritten) },
    requests,
  }),
  "in lists of one": ({ document, requests }, seed) => ({
    ruleset: withConditions(document, (condition) => inListsOfOne(condition, seed)),
    requests,
  }),
  "with conditions named": ({ document, requests }) => ({ ruleset: withNamedConditions(document), requests }),
  "without names of conditions": ({ document, requests }) => {
    const { conditions: _, ...rest } = document;
    return { ruleset: withConditions(rest, (condition) => inlined(condition, document)), requests };
  },
  "with what nobody uses": ({ document, requests }) => ({ ruleset: withUnused(document), requests }),
  "with defaults given": ({ document, requests }) => ({
    ruleset: document,
    requests: requests.map((request) => withDefaults(document, request)),
  }),
  "with snapshots in full": ({ document, requests }) => ({ ruleset: document, requests: requests.map(inFull) }),
  "with the customer's clock written in": ({ document, requests }) => inOneZone(document, requests),
};

function withConditions(document: RulesetDocument, rewrite: (condition: Condition) => Condition): RulesetDocument {
  const rules = (document.rules ?? []).map(
    (rule): Rule => (rule.conditions === undefined ? rule : { ...rule, conditions: rewrite(rule.conditions) }),
  );
  if (document.conditions === undefined) return { ...document, rules };
  const named = Object.entries(document.conditions).map(([name, condition]) => [name, rewrite(condition)]);
  return { ...document, rules, conditions: Object.fromEntries(named) };
}

/** Every other node by its opposite, the first by `seed`. */
function negatedTwice(condition: Condition, seed: number): Condition {
  const negate = (node: Condition): Condition => ("not" in node ? node.not : { not: node });
  const children = (list: readonly Condition[]) => list.map((child) => negatedTwice(child, seed + 1));
  if ("not" in condition) return { not: negatedTwice(condition.not, seed + 1) };
  if ("all" in condition || "any" in condition) {
    const list = children("all" in condition ? condition.all : condition.any);
    if (seed % 2 === 0) return "all" in condition ? { all: list } : { any: list };
    return { not: "all" in condition ? { any: list.map(negate) } : { all: list.map(negate) } };
  }
  return seed % 3 === 0 ? { not: { not: condition } } : condition;
}

function inListsOfOne(condition: Condition, seed: number): Condition {
  const within = (node: Condition) => inListsOfOne(node, seed + 1);
  const wrapped = (node: Condition): Condition =>
    seed % 3 === 0 ? node : seed % 3 === 1 ? { all: [node] } : { any: [node] };
  if ("not" in condition) return wrapped({ not: within(condition.not) });
  if ("all" in condition) return wrapped({ all: condition.all.map(within) });
  if ("any" in condition) return wrapped({ any: condition.any.map(within) });
  return wrapped(condition);
}

/** Each rule's whole condition, and the first of its list. */
function withNamedConditions(document: RulesetDocument): RulesetDocument {
  const conditions: Record<string, Condition> = { ...document.conditions };
  const name = (condition: Condition): Condition => {
    const id = `named-${Object.keys(conditions).length}`;
    conditions[id] = condition;
    return { condition: id };
  };
  const rules = (document.rules ?? []).map((rule): Rule => {
    if (rule.conditions === undefined) return rule;
    return { ...rule, conditions: name(namingTheFirst(rule.conditions, name)) };
  });
  return { ...document, conditions, rules };
}

function namingTheFirst(condition: Condition, name: (condition: Condition) => Condition): Condition {
  if ("not" in condition) return { not: name(condition.not) };
  if (!("all" in condition || "any" in condition)) return condition;
  const [first, ...rest] = "all" in condition ? condition.all : condition.any;
  if (first === undefined) return condition;
  return "all" in condition ? { all: [name(first), ...rest] } : { any: [name(first), ...rest] };
}

function inlined(condition: Condition, document: RulesetDocument): Condition {
  const inline = (child: Condition) => inlined(child, document);
  if ("not" in condition) return { not: inline(condition.not) };
  if ("all" in condition) return { all: condition.all.map(inline) };
  if ("any" in condition) return { any: condition.any.map(inline) };
  if (!("condition" in condition)) return condition;
  const named = document.conditions?.[condition.condition];
  return named === undefined ? condition : inline(named);
}

function withUnused(document: RulesetDocument): RulesetDocument {
  const always = { timeZone: "Pacific/Auckland", weekly: { "mon-sun": ["00:00-24:00"] } };
  return {
    ...document,
    ruleset: { ...document.ruleset, description: "Says the same" },
    requestTypes: { unheard: { tags: ["unheard-of"] }, ...document.requestTypes },
    facts: { ...document.facts, unread: { type: "string", default: "x" } },
    schedules: { idle: always, ...document.schedules },
    calendars: { ...document.calendars, unkept: [{ annually: "05-05" }] },
    conditions: { ...document.conditions, idle: { fact: "time", operator: "duringSchedule", value: "idle" } },
    rules: (document.rules ?? []).map((rule) => ({ ...rule, description: "Why" })),
  };
}

function withDefaults(document: RulesetDocument, request: ScenarioRequest): ScenarioRequest {
  const defaults = Object.entries(document.facts ?? {}).flatMap(([name, { default: value }]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { ...request, facts: { ...Object.fromEntries(defaults), ...request.facts } };
}

/** A number of agents as an object; when the snapshot was taken; the one language as a list. */
function inFull(request: ScenarioRequest): ScenarioRequest {
  const { agentAvailability: snapshot, agentAvailabilityAsOf = request.at } = request;
  const language = typeof request.language === "string" ? [request.language] : request.language;
  if (snapshot === undefined) return { ...request, language };
  const full = Object.entries(snapshot).map(([channel, entries]) => [
    channel,
    entries &&
      Object.fromEntries(
        Object.entries(entries).map(([key, entry]) => [key, typeof entry === "number" ? { available: entry } : entry]),
      ),
  ]);
  return { ...request, language, agentAvailability: Object.fromEntries(full), agentAvailabilityAsOf };
}

/** Schedules in customer time are put in one zone, of which all customers then are. */
function inOneZone(document: RulesetDocument, requests: readonly ScenarioRequest[]): Rewrite {
  const zone = requests.find(({ timeZone }) => timeZone !== undefined)?.timeZone ?? "UTC";
  const schedules = Object.entries(document.schedules ?? {}).map(([id, schedule]) => [
    id,
    "timeZone" in schedule && schedule.timeZone === "customer" ? { ...schedule, timeZone: zone } : schedule,
  ]);
  return {
    ruleset: { ...document, schedules: Object.fromEntries(schedules) },
    originals: requests.map((request) => ({ ...request, timeZone: zone })),
    requests: requests.map(({ timeZone: _, ...rest }) => rest),
  };
}
