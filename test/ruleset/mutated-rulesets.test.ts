import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRouter } from "../../src/index.js";
import { readRuleset } from "../../src/ruleset/read-ruleset.js";
import { RulesetError } from "../../src/values/errors.js";
import type { Issue } from "../../src/values/issue.js";
import { PATIENCE, runs } from "../arbitraries/runs.js";
import { NAUGHTY_TEXTS } from "./naughty-texts.js";
import { validDocument } from "./valid-document.js";

const EXAMPLES = "examples/rulesets";
const RULESETS: readonly (readonly [name: string, text: string])[] = [
  ["everything.json", JSON.stringify(validDocument())],
  ...readdirSync(EXAMPLES).map((name) => [name, readFileSync(`${EXAMPLES}/${name}`, "utf8")] as const),
];

describe("a valid ruleset in which values were deleted, swapped, duplicated or retyped", () => {
  it.each(RULESETS)(
    "%s makes a router that decides, or fails with located issues and nothing else",
    async (_, text) => {
      const document: unknown = JSON.parse(text);
      const places = placesIn(document);
      const place = fc.nat(places.length - 1).map((index) => places[index] ?? []);
      await fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(place, place, change), { minLength: 1, maxLength: 4 }), async (changes) => {
          const mutated = structuredClone(document);
          for (const [at, other, { kind, value }] of changes) mutate(mutated, at, other, kind, value);
          await loadsOrIsExplained(JSON.stringify(mutated, null, 1));
        }),
        runs(12),
      );
    },
    PATIENCE,
  );
});

describe("a naughty text", () => {
  it.each(Object.entries(NAUGHTY_TEXTS).map(([name, text], index) => [name, text, index] as const))(
    "%s, as any text, name, id or key of a ruleset, is kept as it is or refused with located issues",
    async (_, naughty, index) => {
      const document = validDocument();
      const everywhere = structuredClone(document);
      // A place by itself for one text in so many, another one for the next; then all places at once.
      for (const [place, at] of placesIn(document).entries()) {
        put(everywhere, at, naughty);
        if (place % SHARE !== index % SHARE) continue;
        const replaced = structuredClone(document);
        put(replaced, at, naughty);
        await loadsOrIsExplained(JSON.stringify(replaced));
      }
      await loadsOrIsExplained(JSON.stringify(everywhere));
    },
    PATIENCE,
  );
});

describe("a character that cannot be seen", () => {
  it("is refused in every text and key of a ruleset: controls, turns of direction, line separators, halves", () => {
    const document = validDocument();
    const taken = placesIn(document).filter((at, place) => {
      // An editor's business: it is not kept.
      if (at[0] === "$schema") return false;
      if (typeof at.at(-1) === "number" && typeof valueAt(document, at) !== "string") return false;
      const replaced = structuredClone(document);
      put(replaced, at, `a${UNSEEN[place % UNSEEN.length]}b`);
      return readRuleset(JSON.stringify(replaced)).ruleset !== null;
    });
    expect(taken).toEqual([]);
  });
});

const UNSEEN = ["\0", "\u001b", "\u009b", "\u202e", "\u2066", "\u061c", "\u2029", "\ud800"];

const SHARE = 27;

/** In place of a text, or of the key of anything else. */
function put(root: unknown, at: Place, text: string): void {
  if (typeof valueAt(root, at) === "string") mutate(root, at, at, "retype", text);
  else rename(root, at, text);
}

async function loadsOrIsExplained(text: string): Promise<void> {
  const { ruleset, issues } = readRuleset([{ file: "rules.json", text }]);
  expectLocated(issues, text);
  if (ruleset === null) {
    expect(issues.some(({ severity }) => severity === "error")).toBe(true);
    return;
  }
  const [requestType = ""] = Object.keys(ruleset.requestTypes);
  const request = { requestType, at: "2026-11-23T10:00:00+01:00", language: ["nl", "*"], timeZone: "Europe/Amsterdam" };
  try {
    const { offered } = (await createRouter(ruleset)).safeRoute(request).decision;
    expect(offered.length).toBeGreaterThan(0);
  } catch (error) {
    if (!(error instanceof RulesetError)) throw error;
    expectLocated(error.issues, text);
  }
}

/** A count of what is left out stands nowhere in particular. */
function expectLocated(issues: readonly Issue[], text: string): void {
  const lines = text.split("\n");
  const misplaced = issues.filter(
    ({ code, message, path, line = 0, column = 0 }) =>
      code !== "too-many-issues" &&
      !(
        /^[a-z]+(-[a-z0-9]+)*$/.test(code) &&
        /^[^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+$/u.test(message) &&
        /^(?:\/|$)/.test(path) &&
        column >= 1 &&
        column <= (lines[line - 1]?.length ?? -1) + 1
      ),
  );
  expect(misplaced).toEqual([]);
}

type Place = readonly (string | number)[];
type Kind = "delete" | "swap" | "duplicate" | "retype";

const change = fc.record({
  kind: fc.constantFrom<Kind>("delete", "swap", "duplicate", "retype"),
  value: fc.oneof(
    fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e300, "", "x", [], {}, [[]], ["x"], { x: 1 }),
    fc.constantFrom(...Object.values(NAUGHTY_TEXTS)),
    fc.jsonValue({ maxDepth: 3 }),
  ),
});

function mutate(root: unknown, at: Place, other: Place, kind: Kind, value: unknown): void {
  const parent = valueAt(root, at.slice(0, -1));
  const key = at.at(-1) ?? "";
  // What was changed before may have taken the place away.
  if (!isContainer(parent) || !Object.hasOwn(parent, key)) return;
  const here = parent[key];
  if (kind === "retype") setOwn(parent, key, value);
  else if (kind === "swap") {
    setOwn(parent, key, structuredClone(valueAt(root, other) ?? null));
    const otherParent = valueAt(root, other.slice(0, -1));
    if (isContainer(otherParent)) setOwn(otherParent, other.at(-1) ?? "", structuredClone(here));
  } else if (Array.isArray(parent))
    parent.splice(Number(key), kind === "delete" ? 1 : 0, ...(kind === "delete" ? [] : [here]));
  else if (kind === "delete") Reflect.deleteProperty(parent, key);
  else setOwn(parent, `${key}-again`, here);
}

function rename(root: unknown, at: Place, name: string): void {
  const parent = valueAt(root, at.slice(0, -1));
  const key = at.at(-1) ?? "";
  if (!isContainer(parent) || Array.isArray(parent)) return;
  const here = parent[key];
  Reflect.deleteProperty(parent, key);
  setOwn(parent, name, here);
}

/** As JSON would have it: `__proto__` is a key. */
function setOwn(parent: Record<string | number, unknown>, key: string | number, value: unknown): void {
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
}

function valueAt(root: unknown, at: Place): unknown {
  return at.reduce<unknown>((value, key) => (isContainer(value) ? value[key] : undefined), root);
}

function placesIn(value: unknown, at: Place = []): Place[] {
  if (!isContainer(value)) return [at];
  const inner = Object.entries(value).flatMap(([key, member]) =>
    placesIn(member, [...at, Array.isArray(value) ? Number(key) : key]),
  );
  return at.length === 0 ? inner : [at, ...inner];
}

function isContainer(value: unknown): value is Record<string | number, unknown> {
  return typeof value === "object" && value !== null;
}
