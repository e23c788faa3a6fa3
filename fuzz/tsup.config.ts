import { defineConfig } from "tsup";

export default defineConfig({
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
