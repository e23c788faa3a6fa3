import { factOf } from "../../ruleset/check/conditions.js";
import type { Ruleset } from "../../ruleset/document.js";
import { type RulesetInput, toRuleset } from "../../ruleset/read-ruleset.js";
import type { DeclaredFact } from "../../values/declared-fact.js";
import { BUILT_IN_FACTS, type BuiltInFact } from "../../values/facts.js";
import { listWords } from "../../values/quote.js";
import { REASON_CODES } from "../../values/reason-codes.js";

/** A JSON Schema as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * Narrows the JSON Schema of rule files to the words of one ruleset, for editors: its request types, tags, channels, facts, steps, schedules,
 * calendars, conditions and reasons, and for each fact its operators and values.
 *
 * `schema` is `contact-routing/schema/ruleset.schema.json`. A rule file that declares a new id is wrong by the schema until it is written anew.
 * Throws `RulesetError` if the ruleset has errors.
 *
 * @example
 * const schema = generateSchema(ruleset, JSON.parse(await readFile("node_modules/contact-routing/schema/ruleset.schema.json", "utf8")));
 */
export function generateSchema(ruleset: RulesetInput, schema: JsonSchema): JsonSchema {
  const checked = toRuleset(ruleset);
  const narrowed = narrow(schema, [], readVocabulary(checked)) as JsonSchema;
  return { ...narrowed, title: `Rule file of ${checked.ruleset.id}` };
}

/** A word of the ruleset, and its description if it has one. */
type Words = ReadonlyMap<string, string | undefined>;

interface Vocabulary {
  /** By the section that declares them. */
  readonly ids: Readonly<Record<string, Words>>;
  readonly tags: Words;
  readonly languages: Words;
  readonly reasons: Words;
  readonly ruleNames: Words;
  readonly facts: Readonly<Record<string, DeclaredFact>>;
}

function readVocabulary(ruleset: Ruleset): Vocabulary {
  const { channels, steps = [], requestTypes, rules = [], facts = {} } = ruleset;
  const { schedules = {}, calendars = {}, conditions = {} } = ruleset;
  const byKey = (map: Readonly<Record<string, { readonly description?: string }>>): Words =>
    new Map(Object.entries(map).map(([key, { description }]) => [key, description]));
  const byId = (list: readonly { readonly id: string; readonly description?: string }[]): Words =>
    new Map(list.map(({ id, description }) => [id, description]));
  const plain = (words: readonly string[]): Words => new Map(words.map((word) => [word, undefined]));
  const own = rules.flatMap(({ event }) => (event.type === "withhold" ? [event.params.reason] : []));
  return {
    ids: {
      channels: byId(channels),
      steps: byId(steps),
      requestTypes: byKey(requestTypes),
      schedules: byKey(schedules),
      calendars: plain(Object.keys(calendars)),
      conditions: plain(Object.keys(conditions)),
    },
    tags: plain(Object.values(requestTypes).flatMap(({ tags = [] }) => tags)),
    languages: plain(channels.flatMap(({ languages }) => languages)),
    reasons: plain([...REASON_CODES, ...own]),
    ruleNames: plain(rules.map(({ name }) => name)),
    facts,
  };
}

/** Rewrites the parts of the schema that name something of the ruleset. They are known by their descriptions, and by where they stand. */
function narrow(schema: unknown, path: readonly string[], vocabulary: Vocabulary): unknown {
  if (Array.isArray(schema)) return schema.map((item) => narrow(item, path, vocabulary));
  if (typeof schema !== "object" || schema === null) return schema;
  const node = schema as JsonSchema;
  const { description } = node;
  const [, section] = /^An id of `(\w+)`/.exec(typeof description === "string" ? description : "") ?? [];
  const words = section === undefined ? undefined : vocabulary.ids[section];
  if (words !== undefined && node.type === "string") return oneOf(words, section as string, description);
  if (isLeaf(node)) return leafSchema(node, vocabulary);
  const narrowed = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, narrow(value, [...path, key], vocabulary)]),
  );
  return { ...narrowed, ...ofPlace(path, vocabulary) };
}

/** The keys of scenarios that are channels, facts or codes: their schemas have no description of their own. */
function ofPlace(path: readonly string[], vocabulary: Vocabulary): JsonSchema {
  const [channels, steps] = [vocabulary.ids.channels, vocabulary.ids.steps] as [Words, Words];
  if (path[1] !== "scenarios") return {};
  const byChannel = { propertyNames: oneOf(channels, "channels") };
  switch (path.slice(-2).join(" ")) {
    case "properties withheld":
      return { ...byChannel, additionalProperties: listOf(oneOf(vocabulary.reasons, "reasons")) };
    case "properties closesAt":
    case "properties nextOpensAt":
      return byChannel;
    case "properties agentAvailability":
      return byChannel;
    case "properties offered": {
      const ids = [...channels.keys()];
      const withLanguage = {
        type: "string",
        pattern: `^(?:${ids.map((id) => id.replaceAll(".", "\\.")).join("|")}):.+$`,
      };
      return { items: { anyOf: [oneOf(channels, "channels"), withLanguage] } };
    }
    case "properties steps":
      return { items: oneOf(steps, "steps") };
    case "properties facts":
      return {
        properties: Object.fromEntries(
          Object.entries(vocabulary.facts).map(([name, fact]) => [
            name,
            { ...valueOfDeclared(fact), ...describe(fact.description) },
          ]),
        ),
        additionalProperties: false,
      };
    default:
      return {};
  }
}

function listOf(items: JsonSchema): JsonSchema {
  return { type: "array", items };
}

/** Any text if the ruleset declares none. */
function oneOf(words: Words, section: string, description?: unknown): JsonSchema {
  const names = [...words.keys()];
  if (names.length === 0) return { type: "string", ...describe(description) };
  return {
    type: "string",
    enum: names,
    ...([...words.values()].some((each) => each !== undefined) && {
      enumDescriptions: [...words.values()].map((each) => each ?? ""),
    }),
    ...describe(description),
    errorMessage: `not among the ${NOUNS[section] ?? section} of these rules: ${listWords(names.slice(0, MOST_NAMED), "or")}${names.length > MOST_NAMED ? ", …" : ""}`,
  };
}

const MOST_NAMED = 12;
const NOUNS: Readonly<Record<string, string>> = { requestTypes: "request types" };

function describe(description: unknown): JsonSchema {
  return typeof description === "string" ? { description } : {};
}

/** Whether this is the schema of a condition that compares a fact with a value. */
function isLeaf({ properties }: JsonSchema): boolean {
  return typeof properties === "object" && properties !== null && "fact" in properties && "operator" in properties;
}

function leafSchema(leaf: JsonSchema, vocabulary: Vocabulary): JsonSchema {
  const { fact, operator, value } = leaf.properties as Readonly<Record<string, JsonSchema>>;
  const declared = Object.entries(vocabulary.facts);
  const facts: Words = new Map([
    ...[...BUILT_IN_FACTS.keys()].map((name) => [name, undefined] as const),
    ...declared.map(([name, { description }]) => [name, description] as const),
  ]);
  return {
    ...leaf,
    properties: {
      fact: oneOf(facts, "facts", fact?.description),
      // The operators of all facts would be offered beside those of this one.
      operator: { type: "string", ...describe(operator?.description) },
      value,
    },
    allOf: [
      ...[...BUILT_IN_FACTS.values()].map(({ name, operators, type }) =>
        ifFact(name, operators, valueOfBuiltIn(type, vocabulary)),
      ),
      ...declared.map(([name, fact]) => ifFact(name, factOf(name, vocabulary)?.operators ?? [], valueOfDeclared(fact))),
    ],
  };
}

/** What a fact is compared with: a list for `in` and `notIn`, true or false for `isKnown`. */
function ifFact(name: string, operators: readonly string[], value: JsonSchema): JsonSchema {
  const message = `${name} takes ${listWords(operators, "or")}`;
  // An editor offers the operators of each `if`, so only those that the fact takes stand there.
  const when = (among: readonly string[], then: JsonSchema) => {
    const taken = operators.filter((operator) => among.includes(operator));
    if (taken.length === 0) return [];
    return [
      {
        if: { properties: { operator: { enum: taken } }, required: ["operator"] },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: { properties: { value: then } },
      },
    ];
  };
  const others = operators.filter((operator) => !LISTING.includes(operator) && operator !== "isKnown");
  return {
    if: { properties: { fact: { const: name } }, required: ["fact"] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: {
      properties: { operator: { enum: operators, errorMessage: message } },
      allOf: [
        ...when(LISTING, { type: "array", items: value }),
        ...when(["isKnown"], { type: "boolean" }),
        ...when(others, value),
      ],
    },
  };
}

const LISTING = ["in", "notIn"];

function valueOfBuiltIn(type: BuiltInFact["type"], { ids, tags, languages }: Vocabulary): JsonSchema {
  switch (type) {
    case "request-type":
      return oneOf(ids.requestTypes as Words, "requestTypes");
    case "tags":
      return oneOf(tags, "tags");
    case "time":
      return oneOf(ids.schedules as Words, "schedules");
    case "language":
      return oneOf(languages, "languages");
    case "boolean":
      return { type: "boolean" };
    default:
      return { type: "number", minimum: 0 };
  }
}

function valueOfDeclared(fact: DeclaredFact): JsonSchema {
  if (fact.type === "boolean") return { type: "boolean" };
  if (fact.type === "string") {
    return fact.values === undefined
      ? { type: "string" }
      : oneOf(new Map(fact.values.map((value) => [value, undefined])), "values");
  }
  const { type, minimum, maximum } = fact;
  return { type, ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) };
}
