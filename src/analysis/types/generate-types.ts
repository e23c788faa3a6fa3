import type { Ruleset } from "../../ruleset/document.js";
import { type RulesetInput, toRuleset } from "../../ruleset/read-ruleset.js";
import { type DeclaredFact, isRequired } from "../../values/declared-fact.js";
import { REASON_CODES } from "../../values/reason-codes.js";

/**
 * Writes a TypeScript module with types for a ruleset's request types, channels, languages, steps, reason codes and facts.
 *
 * With these types a misspelt name or value does not compile. The module imports only types, and only from `contact-routing`. Rulesets
 * with the same names give the same types, in whatever order; descriptions, and the version after `// Ruleset:`, may differ. Throws
 * `RulesetError` if the ruleset has errors.
 *
 * @example
 * await writeFile("src/contact-types.ts", generateTypes(ruleset));
 */
export function generateTypes(ruleset: RulesetInput): string {
  const checked = toRuleset(ruleset);
  return `${[header(checked), IMPORTS, ...vocabularyTypes(checked), factsType(checked), requestType(checked), DECISION].join("\n\n")}\n`;
}

function header({ ruleset: { id, version } }: Ruleset): string {
  return `// Written by \`contact-routing types <rules> --out <file>\`. Run it again when the rules change; edit nothing here.
// Ruleset: ${id} ${literal(version).slice(1, -1)}`;
}

const IMPORTS = `import type {
  AdvisedStep,
  ChannelAgents,
  ContactRequest,
  OfferedChannel,
  RoutingDecision,
  WithheldChannel,
  WithheldReason,
} from "contact-routing";`;

function vocabularyTypes({ channels, requestTypes, rules = [], steps = [] }: Ruleset): string[] {
  const languages = new Set(channels.flatMap((channel) => channel.languages));
  const reasons = rules.flatMap(({ event }) => (event.type === "withhold" ? [event.params.reason] : []));
  const idsOf = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);
  return [
    union("What a customer needs help with.", "RequestType", Object.keys(requestTypes)),
    union("A way to reach support.", "Channel", idsOf(channels)),
    union(
      "A channel that is offered whatever happens, and cannot be switched off.",
      "AlwaysChannel",
      idsOf(channels.filter(({ always }) => always === true)),
    ),
    union("A language in which some channel is answered.", "Language", [...languages]),
    union("Something to do before contact.", "Step", idsOf(steps)),
    union("Why a channel is withheld.", "ReasonCode", [...new Set([...REASON_CODES, ...reasons])]),
  ];
}

function factsType({ facts = {} }: Ruleset): string {
  const members = Object.entries(facts)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([fact, declared]) => [
      docComment(describeFact(declared), "  "),
      `  readonly ${propertyName(fact)}${isRequired(declared) ? ":" : "?:"} ${valueType(declared)}${isRequired(declared) ? "" : " | null | undefined"};`,
    ]);
  const comment = docComment(
    "What the rules ask of the customer; what has a default, or is optional, may be left out.",
    "",
  );
  // An interface is not assignable to the record type of a request's `facts`; a type alias is.
  return members.length === 0
    ? `${comment}\nexport type Facts = Record<string, never>;`
    : `${comment}\nexport type Facts = {\n${members.join("\n")}\n};`;
}

function describeFact(declared: DeclaredFact): string {
  const { description, optional, default: value } = declared;
  const range = "minimum" in declared || "maximum" in declared ? rangeOf(declared) : "";
  const number =
    declared.type === "integer" ? `A whole number${range}.` : declared.type === "number" ? `A number${range}.` : "";
  const ifLeftOut = optional === true ? "unknown" : value === undefined ? null : literal(value);
  const standsFor = ifLeftOut === null ? "Every request must say." : `If left out: ${ifLeftOut}.`;
  return [description, number, standsFor].filter((part) => part !== undefined && part !== "").join(" ");
}

function rangeOf({ minimum, maximum }: { readonly minimum?: number; readonly maximum?: number }): string {
  if (minimum === undefined) return `, ${maximum} at most`;
  return maximum === undefined ? `, ${minimum} at least` : ` from ${minimum} to ${maximum}`;
}

function valueType(declared: DeclaredFact): string {
  if (declared.type === "boolean") return "boolean";
  if (declared.type !== "string") return "number";
  return declared.values === undefined ? "string" : [...declared.values].sort().map(literal).join(" | ");
}

function requestType({ facts = {} }: Ruleset): string {
  const areNeeded = Object.values(facts).some(isRequired);
  return `/** A request to these rules; \`router.route\` takes it. */
export interface RulesRequest
  extends Omit<ContactRequest, "requestType" | "agentAvailability" | "closedChannels" | "facts"> {
  readonly requestType: RequestType;
  readonly agentAvailability?: { readonly [C in Channel]?: ChannelAgents } | null | undefined;
  readonly closedChannels?: readonly Exclude<Channel, AlwaysChannel>[] | null | undefined;
  readonly facts${areNeeded ? ": Facts" : "?: Facts | null | undefined"};
}`;
}

const DECISION = `/** What these rules decide: \`router.route(request) as Decision\`. */
export interface Decision extends Omit<RoutingDecision, "offered" | "withheld" | "steps"> {
  offered: Offered[];
  withheld: Withheld[];
  steps: (AdvisedStep & { step: Step })[];
}

export interface Offered extends OfferedChannel {
  channel: Channel;
  servedLanguage: Language;
}

export interface Withheld extends WithheldChannel {
  channel: Exclude<Channel, AlwaysChannel>;
  reasons: (WithheldReason & { code: ReasonCode })[];
}`;

/** Writes a literal for TypeScript and JSON, as in `"phone"`. Escapes characters that an editor would not show. */
function literal(value: string | number | boolean): string {
  return JSON.stringify(value).replace(INVISIBLE, (character) =>
    [...Array(character.length).keys()]
      .map((unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

/** Writes a union of texts, sorted, with the line breaks of Prettier. */
function union(description: string, name: string, texts: readonly string[]): string {
  const members = texts.length === 0 ? ["never"] : [...texts].sort().map(literal);
  const line = `export type ${name} = ${members.join(" | ")};`;
  const lines = `export type ${name} =\n${members.map((member) => `  | ${member}`).join("\n")};`;
  return `${docComment(description, "")}\n${line.length > WIDTH ? lines : line}`;
}

/** Writes a comment on one line, whatever characters the text has. */
function docComment(text: string, indent: string): string {
  return `${indent}/** ${text.replace(INVISIBLE, " ").replaceAll("*/", "*\\/")} */`;
}

/** Quotes a name only if TypeScript requires it. */
function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);
}

const WIDTH = 80;
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/gu;
