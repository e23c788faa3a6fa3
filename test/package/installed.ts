import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { run } from "./run.js";

export { ROOT, run } from "./run.js";

/** The package as a stranger has it: built, packed, and installed from the tarball into an empty folder. */
export interface Installed {
  readonly tarball: string;
  /** The folder it is installed in; all that is in it besides is what a test writes. */
  readonly folder: string;
  remove(): void;
}

/** Installs what `pack.ts` packed. npm fetches the dependencies, and refuses one that this version of Node cannot run. */
export function install(): Installed {
  const tarball = inject("tarball");
  const folder = mkdtempSync(join(tmpdir(), "contact-routing-"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  run(
    "npm",
    ["install", "--prefer-offline", "--ignore-scripts", "--engine-strict", "--no-audit", "--no-fund", tarball],
    folder,
  );
  return { tarball, folder, remove: () => rmSync(folder, { recursive: true }) };
}
