import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Memory } from "../results.js";

/** In a process of its own, whose young generation is so large that nothing is collected while allocations are counted. */
export function measureMemory(): Memory {
  const program = fileURLToPath(new URL("memory.js", import.meta.url));
  const flags = ["--expose-gc", "--min-semi-space-size=64", "--max-semi-space-size=64"];
  return JSON.parse(execFileSync(process.execPath, [...flags, program], { encoding: "utf8" })) as Memory;
}
