import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The package as a stranger has it: built, packed, and installed from the tarball into an empty folder. */
export interface Installed {
  readonly tarball: string;
  /** The folder it is installed in; all that is in it besides is what a test writes. */
  readonly folder: string;
  remove(): void;
}

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Builds, packs and installs. npm fetches the dependencies, and refuses one that this version of Node cannot run. */
export function install(): Installed {
  const base = mkdtempSync(join(tmpdir(), "contact-routing-"));
  const folder = join(base, "consumer");
  run("npm", ["pack", "--pack-destination", base], ROOT);
  const tarball = join(base, readdirSync(base).find((name) => name.endsWith(".tgz")) ?? "no tarball");
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  run(
    "npm",
    ["install", "--prefer-offline", "--ignore-scripts", "--engine-strict", "--no-audit", "--no-fund", tarball],
    folder,
  );
  return { tarball, folder, remove: () => rmSync(base, { recursive: true }) };
}

/** What a program prints; throws, with all it printed, where it fails. */
export function run(program: string, args: readonly string[], cwd: string): string {
  try {
    return execFileSync(program, args, { cwd, encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`\`${program} ${args.join(" ")}\` failed\n${stdout ?? ""}${stderr ?? ""}`, { cause: error });
  }
}
