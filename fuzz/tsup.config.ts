import { defineConfig } from "tsup";

export default defineConfig({
  // Node reads JSON of a package only with an import attribute, which the bundle does not keep.
  noExternal: [/^cldr-core/],
  name: "fuzz",
  entry: { fuzz: "fuzz/main.ts", worker: "fuzz/worker.ts" },
  format: ["esm"],
  target: "es2022",
  outDir: "fuzz/dist",
  splitting: true,
  clean: true,
  skipNodeModulesBundle: true,
  silent: true,
  removeNodeProtocol: false,
});
