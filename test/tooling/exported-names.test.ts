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

function sourceFiles(): string[] {
  return readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
    .map((path) => `src/${path.replaceAll("\\", "/")}`)
    .filter((file) => file.endsWith(".ts"));
}

/** The names that a file declares and exports. A re-export of another file's declaration is not a second meaning. */
function namesDeclaredIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), "utf8"), ts.ScriptTarget.ES2022);
  return source.statements.filter(isExported).flatMap((statement) => {
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
