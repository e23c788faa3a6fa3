import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { ROOT } from "../docs/markdown.js";

/** Names with two meanings, both public, so that neither can change. */
const PUBLIC_TWICE: ReadonlySet<string> = new Set([
  // The core entry: a condition of a rule file. The analysis entry: a circumstance of a change.
  "FactCondition",
]);

test("no two files of src export a name with two meanings", () => {
  const filesByName = new Map<string, string[]>();
  for (const file of sourceFiles()) {
    for (const name of new Set(namesDeclaredIn(file))) {
      filesByName.set(name, [...(filesByName.get(name) ?? []), file]);
    }
  }
  const twice = [...filesByName].filter(([, files]) => files.length > 1);
  expect(twice.filter(([name]) => !PUBLIC_TWICE.has(name))).toEqual([]);
  expect(twice.map(([name]) => name)).toEqual([...PUBLIC_TWICE]);
});

test("every name of a public entry has a docstring", () => {
  const documented = new Set<string>();
  for (const file of sourceFiles()) for (const name of namesDeclaredIn(file, isDocumented)) documented.add(name);
  const entries = ["index", "analysis", "node", "rulesets"].map((entry) =>
    readFileSync(join(ROOT, `src/${entry}.ts`), "utf8"),
  );
  const published = entries.flatMap((text) =>
    [...text.matchAll(/\{([^}]*)\}/g)].flatMap(([, names = ""]) => names.split(",").map((name) => name.trim())),
  );
  const whole = entries.flatMap((text) =>
    [...text.matchAll(/export type \* from "\.\/(.*)\.js"/g)].flatMap(([, file]) => namesDeclaredIn(`src/${file}.ts`)),
  );
  const names = [...published.map((name) => name.replace(/^type /, "")).filter((name) => name !== ""), ...whole];
  expect(names.length).toBeGreaterThan(150);
  expect(names.filter((name) => !documented.has(name))).toEqual([]);
});

function sourceFiles(): string[] {
  return readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
    .map((path) => `src/${path.replaceAll("\\", "/")}`)
    .filter((file) => file.endsWith(".ts"));
}

/** The names that a file declares and exports. A re-export of another file's declaration is not a second meaning. */
function namesDeclaredIn(file: string, isMeant: typeof isDocumented = () => true): string[] {
  const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), "utf8"), ts.ScriptTarget.ES2022);
  return source.statements
    .filter((each) => isExported(each) && isMeant(each, source.text))
    .flatMap((statement) => {
      if (ts.isVariableStatement(statement)) {
        return statement.declarationList.declarations.map(({ name }) => name.getText(source));
      }
      return "name" in statement && ts.isIdentifier(statement.name as ts.Node)
        ? [(statement.name as ts.Identifier).text]
        : [];
    });
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

function isDocumented(statement: ts.Statement, text: string): boolean {
  const comments = ts.getLeadingCommentRanges(text, statement.pos) ?? [];
  return comments.some(({ pos }) => text.startsWith("/**", pos));
}
