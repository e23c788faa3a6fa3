import { execFileSync } from "node:child_process";
import { createRouter } from "../../src/index.js";
import { loadRuleset } from "../../src/node.js";
import type { LoadingRow } from "../results.js";
import { spreadOf } from "../statistics.js";

/** Times what happens once in a process: imports in a new one each, the shipped rules from their folder to a router. */
export async function timeLoading(loads: number): Promise<LoadingRow[]> {
  const imports = MODULES.map(() => [] as number[]);
  const folder: number[] = [];
  const router: number[] = [];
  // Without the first, which compiles code that later ones find compiled.
  for (let load = 0; load <= loads * 3; load++) {
    for (const [index, name] of MODULES.entries()) imports[index]?.push(timeImport(name));
    const start = performance.now();
    const ruleset = await loadRuleset("rules");
    const loaded = performance.now();
    await createRouter(structuredClone(ruleset));
    folder.push(loaded - start);
    router.push(performance.now() - loaded);
  }
  return [
    ...MODULES.map((name, index) => ({ name: `cold import of ${name}`, ms: spreadOf(imports[index]?.slice(1) ?? []) })),
    { name: "loadRuleset of the shipped rules, 17 files", ms: spreadOf(folder.slice(1)) },
    { name: "createRouter of the shipped rules", ms: spreadOf(router.slice(1)) },
  ];
}

export const CORE = "contact-routing";
const MODULES = [CORE, "contact-routing/node", "json-rules-engine", "@gorules/zen-engine", "json-logic-engine"];

function timeImport(name: string): number {
  const code = `const start = performance.now(); await import(${JSON.stringify(name)}); console.log(performance.now() - start);`;
  return Number(execFileSync(process.execPath, ["--input-type=module", "--eval", code], { encoding: "utf8" }));
}
