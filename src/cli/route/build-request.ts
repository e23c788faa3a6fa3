import { type ContactRequest, type Issue, parseAcceptLanguage, type RulesetDocument } from "../../index.js";
import { Misuse } from "../environment.js";
import { deskZone, readAt } from "../input/read-at.js";
import { readFacts } from "../input/read-facts.js";
import { splitList } from "../input/split-list.js";
import { readSnapshot, type SnapshotFlags } from "./read-snapshot.js";

/** The flags of `route` that say something of the request. */
export interface RequestFlags extends SnapshotFlags {
  readonly type?: string;
  readonly at?: string;
  readonly language?: string;
  readonly timeZone?: string;
  readonly asOf?: string;
  readonly closed?: readonly string[];
  readonly fact?: readonly string[];
}

export interface BuiltRequest {
  /** Nothing of it is checked but by the router. */
  readonly request: ContactRequest;
  /** Where a person finds the part of the request that an issue is about. */
  readonly placeOf: (issue: Issue) => string;
}

/** What a request is made of. */
export interface RequestParts {
  /** Parsed JSON, from a file or from standard input; null where there is none. */
  readonly base: { readonly value: unknown; readonly from: string } | null;
  readonly flags: RequestFlags;
  readonly ruleset: RulesetDocument;
  now(): number;
}

/** Puts a request together: the flags over the JSON, and now for `at` where neither says when. Throws {@link Misuse}. */
export function buildRequest({ base, flags, ruleset, now }: RequestParts): BuiltRequest {
  const from = base?.from ?? "";
  const given = base === null ? {} : base.value;
  if (!isRecord(given)) throw new Misuse(`${from} holds no request; write a JSON object with a \`requestType\``);
  if (base === null && flags.type === undefined) throw new Misuse(missingType(ruleset));

  const own = new Map<string, unknown>();
  const set = (key: keyof ContactRequest, value: unknown) => {
    if (value !== undefined) own.set(key, value);
  };
  set("requestType", flags.type);
  const zone = deskZone(ruleset, flags.timeZone ?? given.timeZone);
  set("at", flags.at === undefined ? undefined : readAt(flags.at, "at", zone));
  set("language", flags.language === undefined ? undefined : readLanguages(flags.language));
  set("timeZone", flags.timeZone);
  set("agentAvailability", readSnapshot(flags, given.agentAvailability));
  set("agentAvailabilityAsOf", flags.asOf === undefined ? undefined : readAt(flags.asOf, "as-of", zone));
  set("closedChannels", flags.closed?.flatMap(splitList));
  set("facts", readFacts(flags.fact, given.facts, ruleset));

  const request = Object.fromEntries([...Object.entries(given), ...own]);
  if (request.at === undefined) request.at = now();
  if (base === null && request.language === undefined) request.language = ruleset.languages.fallback;
  return {
    // The router checks what it is given, whatever the type says.
    request: request as unknown as ContactRequest,
    placeOf({ path }) {
      const key = path.split("/")[1] ?? "";
      const flag = base === null || own.has(key) ? FLAGS.get(key) : undefined;
      return flag ?? `${from} ${path}`.trim();
    },
  };
}

const FLAGS: ReadonlyMap<string, string> = new Map<keyof ContactRequest, string>([
  ["requestType", "--type"],
  ["at", "--at"],
  ["language", "--language"],
  ["timeZone", "--time-zone"],
  ["agentAvailability", "--agents"],
  ["agentAvailabilityAsOf", "--as-of"],
  ["closedChannels", "--closed"],
  ["facts", "--fact"],
]);

function missingType({ requestTypes }: RulesetDocument): string {
  const types = Object.keys(requestTypes);
  const shown = types.slice(0, MOST_SHOWN).map((type) => `\`${type}\``);
  const more = types.length > MOST_SHOWN ? ` and ${types.length - MOST_SHOWN} more` : "";
  return `say what the customer needs help with: give \`--type\` one of ${shown.join(", ")}${more}; or give a whole request with \`--request\``;
}

const MOST_SHOWN = 12;

/** A list of tags, or the text of an Accept-Language header, which alone has weights. */
function readLanguages(text: string): string[] {
  return text.includes(";") ? parseAcceptLanguage(text) : text.split(",").map((tag) => tag.trim());
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
