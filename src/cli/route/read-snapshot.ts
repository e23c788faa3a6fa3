import { Misuse } from "../environment.js";

/** Flags about agents: each `channel.language=number`, comma separated, and more than once. */
export interface SnapshotFlags {
  readonly agents?: readonly string[];
  readonly staffed?: readonly string[];
  readonly queue?: readonly string[];
  readonly wait?: readonly string[];
}

/** The `agentAvailability` of a request, the flags over what the request gives; undefined where no flag speaks of agents. */
export function readSnapshot(flags: SnapshotFlags, given: unknown): unknown {
  if (FLAGS.every(({ flag }) => flags[flag] === undefined)) return undefined;
  const asked = FLAGS.flatMap(({ flag, key }) => (flags[flag] ?? []).flatMap((text) => readEntries(text, flag, key)));

  const channels = new Map(entriesOf(given).map(([channel, languages]) => [channel, new Map(entriesOf(languages))]));
  for (const { channel, language, key, count } of asked) {
    const languages = channels.get(channel) ?? new Map<string, unknown>();
    channels.set(channel, languages);
    const before = languages.get(language);
    languages.set(language, {
      ...(typeof before === "number" ? { available: before } : Object.fromEntries(entriesOf(before))),
      [key]: count,
    });
  }
  return Object.fromEntries([...channels].map(([channel, languages]) => [channel, Object.fromEntries(languages)]));
}

const FLAGS = [
  { flag: "agents", key: "available" },
  { flag: "staffed", key: "staffed" },
  { flag: "queue", key: "contactsInQueue" },
  { flag: "wait", key: "estimatedWaitSeconds" },
] as const;

interface Entry {
  readonly channel: string;
  readonly language: string;
  readonly key: (typeof FLAGS)[number]["key"];
  readonly count: number;
}

/** A channel's id may hold dots, a language cannot: the last dot parts the two. A channel alone is all its languages. */
function readEntries(text: string, flag: (typeof FLAGS)[number]["flag"], key: Entry["key"]): Entry[] {
  if (text.trim() === "none" && flag === "agents") return [];
  return text
    .split(",")
    .filter((part) => part.trim() !== "")
    .map((part) => {
      const match = /^([^=]+?)(?:\.([^.=]+))?=(\d+(?:\.\d+)?)$/.exec(part.trim());
      if (match === null) {
        throw new Misuse(
          `\`--${flag} ${part.trim()}\` cannot be read; write it like \`--${flag} chat.nl=2\` or, for every language, \`chat=2\``,
        );
      }
      return { channel: match[1] ?? "", language: match[2] ?? "*", key, count: Number(match[3]) };
    });
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}
