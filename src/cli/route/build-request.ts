import type { AgentAssumption } from "../../analysis.js";
import {
  type AgentAvailability,
  type ContactRequest,
  type Issue,
  parseAcceptLanguage,
  type RulesetDocument,
} from "../../index.js";
import { Misuse } from "../environment.js";
import {
  deskZone,
  entriesOf,
  isAgentAssumption,
  isJsonObject,
  readAt,
  readFactFlags,
  readLanguageList,
  splitList,
} from "../input/options.js";
import type { RequestJson } from "../input/read-input.js";

type SnapshotFlag = (typeof SNAPSHOT_FLAGS)[number]["flag"];

/**
 * The flags about agents. Each is a list of `channel.language=number`, and may be given more than once. `key` is the key in an entry of a
 * snapshot; `whenFree` its number if no customer waits and more agents are free than any rule asks for.
 */
export const SNAPSHOT_FLAGS = [
  {
    flag: "agents",
    help: "how many are free, such as `chat.nl=2,phone=1`; or an assumption: `free` in every language, `none`, or `unknown`",
    key: "available",
    whenFree: Number.MAX_SAFE_INTEGER,
  },
  { flag: "staffed", help: "how many are on duty", key: "staffed", whenFree: Number.MAX_SAFE_INTEGER },
  { flag: "queue", help: "how many customers wait", key: "contactsInQueue", whenFree: 0 },
  { flag: "wait", help: "how many seconds they wait", key: "estimatedWaitSeconds", whenFree: 0 },
] as const satisfies readonly {
  key: Exclude<keyof AgentAvailability, "asOf">;
  flag: string;
  help: string;
  whenFree: number;
}[];

type SnapshotFlags = Readonly<Partial<Record<SnapshotFlag, readonly string[]>>>;

export interface RequestFlags extends SnapshotFlags {
  readonly type?: string;
  readonly at?: string;
  readonly language?: string;
  readonly timeZone?: string;
  readonly asOf?: string;
  readonly closed?: readonly string[];
  readonly fact?: readonly string[];
}

interface RequestParts {
  /** From a file or from standard input; null if there is none. */
  readonly base: RequestJson | null;
  readonly flags: RequestFlags;
  readonly ruleset: RulesetDocument;
  now(): number;
}

/**
 * Builds a request, which the router has to check: flags win over the JSON, and `at` is now by default. `placeOf` gives the flag or file that
 * holds the part with an issue. Throws {@link Misuse}.
 */
export function buildRequest({ base, flags, ruleset, now }: RequestParts) {
  const from = base?.from ?? "";
  const given = base === null ? {} : base.value;
  if (!isJsonObject(given)) throw new Misuse(`${from} holds no request; write a JSON object with a \`requestType\``);
  if (base === null && flags.type === undefined) throw new Misuse(missingType(ruleset));

  const zone = deskZone(ruleset, flags.timeZone ?? given.timeZone);
  const assumption = assumptionOf(flags);
  const flagged: Partial<Record<keyof ContactRequest, unknown>> = {
    requestType: flags.type,
    at: flags.at === undefined ? undefined : readAt(flags.at, "at", zone, now),
    language: flags.language === undefined ? undefined : readLanguages(flags.language),
    timeZone: flags.timeZone,
    agentAvailability: readSnapshot(flags, assumption, given.agentAvailability, ruleset),
    agentAvailabilityAsOf:
      flags.asOf !== undefined
        ? readAt(flags.asOf, "as-of", zone, now)
        : assumption !== null && given.agentAvailabilityAsOf !== undefined
          ? null
          : undefined,
    closedChannels: flags.closed?.flatMap(splitList),
    facts: readFactFlags(flags.fact, given.facts, ruleset),
  };
  const own = new Map(Object.entries(flagged).filter(([, value]) => value !== undefined));
  const request = Object.fromEntries([...Object.entries(given), ...own]);
  if (request.at === undefined) request.at = now();
  if (base === null && request.language === undefined) request.language = ruleset.languages.fallback;
  return {
    request: request as unknown as ContactRequest,
    placeOf({ path }: Issue): string {
      const key = path.split("/")[1] ?? "";
      if (key === "channel") return "--channel";
      const flag = base === null || own.has(key) ? FLAG_OF.get(key) : undefined;
      return flag ?? `${from} ${path}`.trim();
    },
  };
}

const FLAG_OF: ReadonlyMap<string, string> = new Map<keyof ContactRequest, string>([
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
  const shown = types.slice(0, MAX_SHOWN).map((type) => `\`${type}\``);
  const more = types.length > MAX_SHOWN ? ` and ${types.length - MAX_SHOWN} more` : "";
  return `say what the customer needs help with: give \`--type\` one of ${shown.join(", ")}${more}; or give a whole request with \`--request\``;
}

const MAX_SHOWN = 12;

/** Reads a list of tags and names, or an Accept-Language header, which can have weights. */
function readLanguages(text: string): string[] {
  return text.includes(";") ? parseAcceptLanguage(text) : readLanguageList(text);
}

/** What `--agents` assumes of all agents; null if it assumes nothing. Throws {@link Misuse}. */
export function assumptionOf({ agents = [] }: Pick<RequestFlags, "agents">): AgentAssumption | null {
  const assumed = agents.flatMap(splitList).filter((part) => isAgentAssumption(part));
  if (new Set(assumed).size > 1) throw new Misuse(`\`--agents\` assumes both \`${assumed.join("` and `")}\`; keep one`);
  return assumed[0] ?? null;
}

/** The `agentAvailability` of a request, with the numbers of the flags; undefined if there are no flags about agents. */
function readSnapshot(
  flags: SnapshotFlags,
  assumption: AgentAssumption | null,
  reported: unknown,
  { channels: all }: RulesetDocument,
): unknown {
  if (SNAPSHOT_FLAGS.every(({ flag }) => flags[flag] === undefined)) return undefined;
  const given = assumption === null ? reported : assumption === "none" ? {} : everywhere(all, assumption);
  const asked = SNAPSHOT_FLAGS.flatMap(({ flag, key }) =>
    (flags[flag] ?? []).flatMap((text) => readEntries(text, flag)).map((entry) => ({ ...entry, key })),
  );

  const channels = new Map(entriesOf(given).map(([channel, languages]) => [channel, new Map(entriesOf(languages))]));
  for (const { channel, language, key, count } of asked) {
    const languages = channels.get(channel) ?? new Map<string, unknown>();
    channels.set(channel, languages);
    const before = languages.get(language) ?? (assumption === null ? undefined : (languages.get("*") ?? NOBODY));
    languages.set(language, {
      ...(typeof before === "number" ? { available: before } : Object.fromEntries(entriesOf(before))),
      [key]: count,
    });
  }
  return Object.fromEntries([...channels].map(([channel, languages]) => [channel, Object.fromEntries(languages)]));
}

/** One entry for all languages of every channel. */
function everywhere(channels: RulesetDocument["channels"], assumption: "free" | "unknown"): object {
  return Object.fromEntries(channels.map(({ id }) => [id, { "*": assumption === "free" ? FREE_ENTRY : null }]));
}

/** An entry's numbers if more agents are free than any rule asks for, and no customer waits. */
export const FREE_ENTRY: AgentAvailability = Object.fromEntries(
  SNAPSHOT_FLAGS.map(({ key, whenFree }) => [key, whenFree]),
);

/** Nobody, in a channel that the snapshot omits. */
const NOBODY: AgentAvailability = { available: 0, staffed: 0 };

/** The last dot separates channel and language: only a channel's id may contain dots. A channel alone stands for all its languages. */
function readEntries(text: string, flag: SnapshotFlag): { channel: string; language: string; count: number }[] {
  const parts = splitList(text).filter((part) => flag !== "agents" || !isAgentAssumption(part));
  return parts.map((part) => {
    const match = /^([^=]+?)(?:\.([^.=]+))?=(\d+(?:\.\d+)?)$/.exec(part);
    if (match === null) {
      throw new Misuse(
        `\`--${flag} ${part}\` cannot be read; write it like \`--${flag} chat.nl=2\` or, for every language, \`chat=2\``,
      );
    }
    return { channel: match[1] ?? "", language: match[2] ?? "*", count: Number(match[3]) };
  });
}
