import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { ROOT, run } from "./run.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Path of the packed package. */
    readonly tarball: string;
  }
}

/** Builds and packs, once for all test files: each of them would build into the same folder at the same time. */
export default function pack({ provide }: TestProject): () => void {
  const base = mkdtempSync(join(tmpdir(), "contact-routing-"));
  run("npm", ["pack", "--pack-destination", base], ROOT);
  provide("tarball", join(base, readdirSync(base).find((name) => name.endsWith(".tgz")) ?? "no tarball"));
  return () => {
    rmSync(base, { recursive: true });
  };
}
