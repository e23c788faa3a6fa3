import { formatWithOptions } from "node:util";
import { runInThisContext } from "node:vm";
import ts from "typescript";
import * as analysis from "../../src/analysis.js";
import * as core from "../../src/index.js";
import * as node from "../../src/node.js";
import * as rulesets from "../../src/rulesets.js";
import type { Block } from "./markdown.js";

/** What a reader imports, from source. */
const ENTRIES = new Map<string, unknown>([
  ["contact-routing", core],
  ["contact-routing/node", node],
  ["contact-routing/analysis", analysis],
  ["contact-routing/rulesets", rulesets],
]);

type Example = (require: (name: string) => unknown, exports: object, console: Pick<Console, "log">) => Promise<void>;

/** Runs an example as a module, and gives what it prints, without the last line break. */
export async function runTypeScript({ text, place }: Block): Promise<string> {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const printed: string[] = [];
  // In this context, not in one of its own: a Date of an example is a Date of the library.
  const example = runInThisContext(`(async (require, exports, console) => {${outputText}\n})`, { filename: place });
  await (example as Example)(
    requireEntry,
    {},
    {
      log: (...values) => printed.push(formatWithOptions({ colors: false, breakLength: 100 }, ...values)),
    },
  );
  return printed.join("\n");
}

function requireEntry(name: string): unknown {
  const entry = ENTRIES.get(name);
  if (entry === undefined) throw new Error(`an example imports \`${name}\`, which the package does not export`);
  return entry;
}
