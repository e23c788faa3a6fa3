import { resolve } from "node:path";
import { defineConfig, type Options } from "tsup";

/** By the source whose types the benchmarks read: what they run is the package as it was built. */
const PACKAGE_ENTRIES = new Map([
  [resolve("src/index.ts"), "contact-routing"],
  [resolve("src/node.ts"), "contact-routing/node"],
  [resolve("src/rulesets.ts"), "contact-routing/rulesets"],
]);

export default defineConfig({
  name: "bench",
  entry: {
    bench: "bench/main.ts",
    check: "bench/check.ts",
    profile: "bench/profile.ts",
    memory: "bench/memory.ts",
    throughput: "bench/throughput-worker.ts",
  },
  format: ["esm"],
  target: "es2022",
  outDir: "bench/dist",
  splitting: true,
  clean: true,
  // The peers are measured as they were installed.
  skipNodeModulesBundle: true,
  silent: true,
  removeNodeProtocol: false,
  esbuildPlugins: [theBuiltPackage()],
});

type EsbuildPlugin = NonNullable<Options["esbuildPlugins"]>[number];

function theBuiltPackage(): EsbuildPlugin {
  return {
    name: "the-built-package",
    setup(build) {
      build.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
        const name = PACKAGE_ENTRIES.get(resolve(resolveDir, path).replace(/\.js$/, ".ts"));
        return name === undefined ? undefined : { path: name, external: true };
      });
    },
  };
}
