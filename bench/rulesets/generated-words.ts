import type { Size } from "./size.js";

/** The ids of a generated ruleset. */
export interface Words {
  readonly requestTypes: readonly string[];
  readonly tags: readonly string[];
  /** In order of preference; the last is e-mail, which is offered always. */
  readonly channels: readonly string[];
  readonly languages: readonly string[];
  readonly schedules: readonly string[];
  readonly facts: readonly FactWord[];
}

export interface FactWord {
  readonly name: string;
  readonly type: "boolean" | "string" | "integer";
}

export function wordsOf(size: Size): Words {
  return {
    requestTypes: numbered("question", size.requestTypes),
    tags: numbered("topic", Math.min(8, size.requestTypes)),
    channels: [...numbered("desk", size.channels - 1), "email"],
    languages: LANGUAGES.slice(0, size.languages),
    schedules: numbered("hours", size.schedules),
    facts: Array.from({ length: size.facts }, (_, index) => ({
      name: `fact${index + 1}`,
      type: FACT_TYPES[index % FACT_TYPES.length] ?? "boolean",
    })),
  };
}

/** The values of every fact that is a text. */
export const TEXTS: readonly string[] = ["red", "green", "blue", "white", "black"];

/** Integers go from 0 up to and without this. */
export const COUNTS = 20;

const FACT_TYPES = ["boolean", "string", "integer"] as const;

const LANGUAGES = (
  "en es it fr nl de zh pt pl sv da fi nb cs sk hu ro bg el tr ru uk hr sl sr lt lv et ga mt is ar he fa ur hi bn pa gu ta te kn ml mr " +
  "ne si th vi id ms fil ja ko mn kk uz az hy ka sq mk bs af zu xh sw am ha yo ig so rw mg eu gl ca cy gd lb fo km lo my dv ps ku tg tk ky " +
  "tt be eo la sm to mi fj qu ay gn ht"
).split(" ");

function numbered(word: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${word}-${index + 1}`);
}
