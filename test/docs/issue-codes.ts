import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { REASON_CODES } from "../../src/values/reason-codes.js";
import { ROOT } from "./markdown.js";

/** The codes that the pure library, `contact-routing check` and `contact-routing/node` write into issues, read from their source. */
export function collectIssueCodes(): Set<string> {
  const folders = ["analysis", "cli/schema", "compile", "node", "ruleset", "runtime", "values"];
  const files = folders.flatMap((folder) => {
    const path = join(ROOT, "src", folder);
    return readdirSync(path, { recursive: true, encoding: "utf8" }).map((file) => join(path, file));
  });
  const codes = files.filter((file) => file.endsWith(".ts")).flatMap(codesIn);
  return new Set(codes.filter((code) => !NO_ISSUES.has(code)));
}

/** Reasons of a decision; what zod calls an issue of ours before it is one; and what stands where a path alone is wanted. */
const NO_ISSUES: ReadonlySet<string> = new Set([...REASON_CODES, "custom", ""]);

/** Texts that something called `code` is set to. */
function codesIn(file: string): string[] {
  const codes: string[] = [];
  const visit = (node: ts.Node) => {
    const isNamed = ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node);
    if (isNamed && ts.isIdentifier(node.name) && node.name.text === "code" && node.initializer !== undefined) {
      codes.push(...textsIn(node.initializer));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022));
  return codes;
}

function textsIn(value: ts.Expression): string[] {
  if (ts.isStringLiteralLike(value)) return [value.text];
  return ts.isConditionalExpression(value) ? [...textsIn(value.whenTrue), ...textsIn(value.whenFalse)] : [];
}
