import { defineConfig } from "tsup";

export default defineConfig({
  name: "debug",
  entry: { debug: "debug/main.ts" },
  format: ["esm"],
  target: "es2022",
  outDir: "debug/dist",
  clean: true,
  skipNodeModulesBundle: true,
  silent: true,
  removeNodeProtocol: false,
});
