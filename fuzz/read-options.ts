import { parseArgs } from "node:util";

export interface Options {
  readonly minutes: number;
  readonly seed: number;
  /** Names of targets, or of laws as in `decisions/times`. */
  readonly only: readonly string[];
}

/** What is wrong with the arguments, for the person who wrote them. */
export class Misuse extends Error {}

/** Reads the command line. Throws {@link Misuse}. `anySeed` stands in for one that is not given. */
export function readOptions(
  args: readonly string[],
  targets: readonly string[],
  laws: readonly string[],
  anySeed: number,
): Options {
  const { minutes = "1", seed = String(anySeed), only } = parse(args);
  return {
    minutes: readNumber("minutes", minutes, (value) => value > 0 && value <= MOST_MINUTES, "more than 0, as in `10`"),
    seed: readNumber("seed", seed, Number.isSafeInteger, "whole, as in `42`"),
    only: only === undefined ? targets : readOnly(only, targets, laws),
  };
}

/** A week. */
const MOST_MINUTES = 10_080;

type Values = Readonly<Partial<Record<"minutes" | "seed" | "only", string>>>;

function parse(args: readonly string[]): Values {
  try {
    const text = { type: "string" } as const;
    return parseArgs({ args: [...args], options: { minutes: text, seed: text, only: text } }).values;
  } catch {
    throw new Misuse("only `--minutes N`, `--seed N` and `--only a,b` can be given, each with a value");
  }
}

function readNumber(name: string, text: string, isFine: (value: number) => boolean, wanted: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!isFine(value)) throw new Misuse(`\`--${name}\` is \`${text}\`; write a number that is ${wanted}`);
  return value;
}

function readOnly(text: string, targets: readonly string[], laws: readonly string[]): string[] {
  const names = text.split(",").map((name) => name.trim());
  for (const name of names) {
    const [target = ""] = name.split("/");
    if (targets.includes(name) || laws.includes(name)) continue;
    if (!targets.includes(target)) throw new Misuse(`unknown target \`${name}\`; name some of ${listed(targets)}`);
    throw new Misuse(
      `unknown law \`${name}\`; name some of ${listed(laws.filter((law) => law.startsWith(`${target}/`)))}`,
    );
  }
  return names;
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}
