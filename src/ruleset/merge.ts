import { compareTexts } from "../values/compare-texts.js";
import { type Issue, issueAt, type Path, type Problem } from "../values/issue.js";
import { isObject } from "../values/plain-object.js";
import { quote, quoteList } from "../values/quote.js";
import { didYouMean, nearestWord } from "../values/suggest.js";
import { type Finding, MAX_FINDINGS, type Origin, type Origins, whereIs, withPlace } from "./finding.js";
import { isSectionName, SECTION_NAMES, SECTIONS, type SectionName } from "./sections.js";
import { typeProblem } from "./shape/shape-problems.js";
import type { TextProblem } from "./text/plain-data.js";
import { createLocators, type Place, type Source } from "./text/positions.js";

/** The data of one file, or of a document that was not read from text. */
export interface RulesetPart {
  readonly source: Source | null;
  readonly value: unknown;
  /** Problems that only the text shows, such as a duplicate key. Paths are within the part. */
  readonly textProblems?: readonly TextProblem[];
}

export interface MergedDocument {
  readonly document: Readonly<Partial<Record<SectionName, unknown>>>;
  readonly origins: Origins;
  /** All are errors. Only the first ones, if there are very many. */
  readonly issues: readonly Issue[];
  /** Sections that are partly unreadable. An id that is missing there may still exist. */
  readonly damaged: ReadonlySet<SectionName>;
}

/** Merges parts in the order of their file names, by code units. If a part is missing (`isIncomplete`), all sections count as damaged. */
export function mergeParts(unsorted: readonly RulesetPart[], isIncomplete: boolean): MergedDocument {
  const parts = [...unsorted].sort((a, b) => compareTexts(a.source?.file ?? "", b.source?.file ?? ""));
  const document: Partial<Record<SectionName, unknown>> = {};
  const damaged = new Set(isIncomplete ? SECTION_NAMES : []);
  const issues: Issue[] = [];
  const owners = new Map<string, Owned>();

  const locatorOf = createLocators();
  /** For each part and list section: how many items came from earlier parts. */
  const starts = new Map<RulesetPart, Map<string, number>>();

  for (const part of parts) {
    const reportHere = (finding: Finding) => report(() => placed(part, finding));
    if (!isObject(part.value)) {
      reportHere({ ...notRules(part), path: [] });
      for (const name of SECTION_NAMES) damaged.add(name);
      continue;
    }
    for (const [name, value] of Object.entries(part.value)) {
      if (name === "$schema") {
        if (typeof value !== "string") reportHere({ ...typeProblem("`$schema`", "a text", value), path: [name] });
      } else if (!isSectionName(name)) {
        report(() => placed(part, unknownSection(name)));
        const meant = nearestWord(name, SECTION_NAMES);
        if (meant !== null) damaged.add(meant);
      } else if (!addSection(part, name, value)) {
        damaged.add(name);
        const wanted = SECTIONS[name].kind === "list" ? "a list" : "an object";
        reportHere({ ...typeProblem(quote(name), wanted, value), path: [name] });
      }
    }
  }
  for (const part of parts) {
    for (const { path, offset, ...problem } of part.textProblems ?? []) {
      report(() => {
        const place = part.source && locatorOf(part.source).ofOffset(offset);
        return withPlace(issueAt(mergedPath(part, path), problem), place);
      });
    }
  }
  return { document, origins: (path) => findOrigin(path, owners, parts), issues, damaged };

  function report(issue: () => Issue): void {
    if (issues.length <= MAX_FINDINGS) issues.push(issue());
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
    report(() => {
      const [section = "", key] = path.map(String);
      const what = key === undefined ? quote(section) : `${quote(key)} of \`${section}\``;
      const problem = `${what} is in two files, first ${whereIs(path, placeOf(first.part, first.path, "key"))}`;
      return placed(part, { code: "duplicate-key", problem, hint: "keep one", path, on: "key" });
    });
    return false;
  }

  function mergedPath(part: RulesetPart, [section = "", index, ...rest]: Path): Path {
    if (index === undefined) return [section];
    const start = starts.get(part)?.get(String(section)) ?? 0;
    return [section, typeof index === "number" ? start + index : index, ...rest];
  }

  function placed(part: RulesetPart, finding: Finding): Issue {
    return withPlace(issueAt(finding.path, finding), placeOf(part, finding.path, finding.on ?? "value"));
  }

  function placeOf({ source }: RulesetPart, path: Path, on: "key" | "value"): Place | null {
    return source === null ? null : locatorOf(source).ofPath(path, on);
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
  return path.join("\n");
}
