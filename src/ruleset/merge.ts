import { compareTexts, nfc } from "../values/compare-texts.js";
import type { Path, Problem } from "../values/issue.js";
import { isObject } from "../values/plain-object.js";
import { quote, quoteList } from "../values/quote.js";
import { didYouMean, nearestWord } from "../values/suggest.js";
import { type Finding, MAX_FINDINGS, type Origin, type Origins } from "./finding.js";
import { isFileKey, isSectionName, SECTION_NAMES, SECTIONS, type SectionName } from "./sections.js";
import { typeProblem } from "./shape/shape-problems.js";
import type { Source } from "./text/positions.js";

/** The data of one file, or of a document that was not read from text. */
export interface RulesetPart {
  readonly source: Source | null;
  readonly value: unknown;
  /** Problems that only the text shows, such as a duplicate key. Paths are within the part. */
  readonly textProblems?: readonly Finding[];
}

export interface MergedDocument {
  readonly document: Readonly<Partial<Record<SectionName, unknown>>>;
  readonly origins: Origins;
  /** All are errors. Only the first ones, if there are very many. */
  readonly findings: readonly Finding[];
  /** Sections that are partly unreadable. An id that is missing there may still exist. */
  readonly damaged: ReadonlySet<SectionName>;
}

/** Merges parts in the order of their file names, by code units. If a part is missing (`isIncomplete`), all sections count as damaged. */
export function mergeParts(unsorted: readonly RulesetPart[], isIncomplete: boolean): MergedDocument {
  const parts = [...unsorted].sort((a, b) => compareTexts(a.source?.file ?? "", b.source?.file ?? ""));
  const document: Partial<Record<SectionName, unknown>> = {};
  const damaged = new Set(isIncomplete ? SECTION_NAMES : []);
  const findings: Finding[] = [];
  const owners = new Map<string, Owned>();
  /** For each part and list section: how many items came from earlier parts. */
  const starts = new Map<RulesetPart, Map<string, number>>();

  for (const part of parts) {
    if (!isObject(part.value)) {
      report(part, { ...notRules(part), path: [] });
      for (const name of SECTION_NAMES) damaged.add(name);
      continue;
    }
    for (const [name, value] of Object.entries(part.value)) {
      if (isFileKey(name)) {
        if (typeof value !== "string") report(part, { ...typeProblem(quote(name), "a text", value), path: [name] });
      } else if (!isSectionName(name)) {
        report(part, unknownSection(name));
        const meant = nearestWord(name, SECTION_NAMES);
        if (meant !== null) damaged.add(meant);
      } else if (!addSection(part, name, value)) {
        damaged.add(name);
        const wanted = SECTIONS[name].kind === "list" ? "a list" : "an object";
        report(part, { ...typeProblem(quote(name), wanted, value), path: [name] });
      }
    }
  }
  for (const part of parts) {
    for (const problem of part.textProblems ?? []) report(part, { ...problem, path: mergedPath(part, problem.path) });
  }
  return { document, origins: (path) => findOrigin(path, owners, parts), findings, damaged };

  function report({ source }: RulesetPart, finding: Finding): void {
    if (findings.length <= MAX_FINDINGS) findings.push({ ...finding, source });
  }

  function addSection(part: RulesetPart, name: SectionName, value: unknown): boolean {
    const kind = SECTIONS[name].kind;
    if (kind === "one") {
      if (own([name], part, [name])) document[name] = value;
      return true;
    }
    if (kind === "list" && Array.isArray(value)) addList(part, name, value);
    else if (kind === "map" && isObject(value)) addMap(part, name, value);
    else return false;
    if (!owners.has(keyOf([name]))) owners.set(keyOf([name]), { part, path: [name] });
    return true;
  }

  function addList(part: RulesetPart, name: SectionName, items: readonly unknown[]): void {
    const merged = (document[name] ?? []) as unknown[];
    document[name] = merged;
    starts.set(part, (starts.get(part) ?? new Map<string, number>()).set(name, merged.length));
    for (const [index, item] of items.entries()) {
      own([name, merged.length], part, [name, index]);
      merged.push(item);
    }
  }

  function addMap(part: RulesetPart, name: SectionName, members: Readonly<Record<string, unknown>>): void {
    const merged = (document[name] ?? {}) as Record<string, unknown>;
    document[name] = merged;
    for (const [key, member] of Object.entries(members)) if (own([name, key], part, [name, key])) merged[key] = member;
  }

  /** Claims `path` of the merged document for a part. Returns false, and reports a duplicate, if another part has claimed it. */
  function own(path: Path, part: RulesetPart, pathInPart: Path): boolean {
    const first = owners.get(keyOf(path));
    if (first === undefined) {
      owners.set(keyOf(path), { part, path: pathInPart });
      return true;
    }
    const [section = "", key] = path.map(String);
    const what = key === undefined ? quote(section) : `${quote(key)} of \`${section}\``;
    const problem = `${what} is in two files`;
    report(part, { code: "duplicate-key", problem, hint: "keep one", path, on: "key", firstAt: path });
    return false;
  }

  function mergedPath(part: RulesetPart, [section = "", index, ...rest]: Path): Path {
    if (index === undefined) return [section];
    const start = starts.get(part)?.get(String(section)) ?? 0;
    return [section, typeof index === "number" ? start + index : index, ...rest];
  }
}

interface Owned {
  readonly part: RulesetPart;
  /** Path within the part. */
  readonly path: Path;
}

function notRules({ source, value }: RulesetPart): Problem {
  return source === null
    ? { ...typeProblem("a ruleset", "an object", value), hint: "pass parsed JSON, or what `loadRuleset` gives" }
    : { ...typeProblem("a rule file", "an object", value), hint: 'write something like `{ "rules": [ … ] }`' };
}

function unknownSection(name: string): Finding {
  const hint = didYouMean(name, SECTION_NAMES, `a rule file has ${quoteList(SECTION_NAMES)}`);
  return { code: "unknown-key", problem: `unknown key ${quote(name)}`, hint, path: [name], on: "key" };
}

function findOrigin(path: Path, owners: ReadonlyMap<string, Owned>, parts: readonly RulesetPart[]): Origin | null {
  for (const length of [2, 1]) {
    const owned = owners.get(keyOf(path.slice(0, length)));
    if (owned !== undefined) return originIn(owned.part, [...owned.path, ...path.slice(length)]);
  }
  // A missing section belongs to no file, unless there is only one.
  const [first, second] = parts;
  return first === undefined || second !== undefined ? null : originIn(first, path);
}

function originIn({ source }: RulesetPart, path: Path): Origin | null {
  return source === null ? null : { source, path };
}

// INVARIANT: ids contain no line break, so two paths never share a key. A broken id can only misplace its own issue.
function keyOf(path: Path): string {
  return nfc(path.join("\n"));
}
