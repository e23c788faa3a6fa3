import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readRuleset } from "../../../src/ruleset/read-ruleset.js";

/** One place of a file, what may be written there, and what is said of it. */
interface Messages {
  readonly name: string;
  /** Read together with `base.json`, unless it says otherwise. */
  readonly withBase?: boolean;
  /** Has `WRITTEN` for what is written. */
  readonly file: Readonly<Record<string, unknown>>;
  /** What is written, and every message in order: none where nothing is wrong with it. */
  readonly cases: readonly (readonly [written: unknown, ...messages: string[]])[];
}

const FOLDER = new URL("../../cases/ruleset-messages/", import.meta.url);
const base = {
  file: "base.json",
  text: readFileSync(new URL("../../cases/ruleset/base.json", import.meta.url), "utf8"),
};
const tables = readdirSync(FOLDER).flatMap((name): Messages[] =>
  JSON.parse(readFileSync(new URL(name, FOLDER), "utf8")),
);

describe.each(tables)("what is said of $name", ({ withBase = true, file, cases }) => {
  it.each(cases)("%j", (written, ...messages) => {
    const text = JSON.stringify(file).replaceAll('"WRITTEN"', JSON.stringify(written));
    const { issues } = readRuleset([...(withBase ? [base] : []), { file: "test.json", text }]);
    expect(issues.map(({ message }) => message)).toEqual(messages);
  });
});
