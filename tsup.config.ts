import { resolve } from "node:path";
import { defineConfig, type Options } from "tsup";
import { bundledLicenses } from "./build/bundled-licenses.js";

/** The library's public entries, by the name of their file in `dist`. */
const ENTRIES = {
  index: "src/index.ts",
  node: "src/node.ts",
  analysis: "src/analysis.ts",
  rulesets: "src/rulesets.ts",
};

/** Bundled, for what of them is used: a program loads a fifth of the code, from two files in place of three hundred. */
const BUNDLED = [/^(?:zod|date-fns|date-fns-tz|jsonc-parser|fastest-levenshtein)(?:\/|$)/];

/** Bundled with the command line, which measures text for terminals, reads iCalendar files and suggests names of languages. */
const BUNDLED_WITH_CLI = [
  /^(?:fastest-levenshtein|ical\.js|string-width|get-east-asian-width|strip-ansi|ansi-regex)(?:\/|$)/,
];

const shared: Options = { target: "es2022", outDir: "dist", removeNodeProtocol: false };

export default defineConfig([
  {
    ...shared,
    name: "library",
    entry: ENTRIES,
    format: ["esm", "cjs"],
    // What two entries share is loaded once: an error thrown by one is an instance of the class that the other exports.
    splitting: true,
    noExternal: BUNDLED,
    esbuildOptions(options, { format }) {
      // It would remove the hint from which Node reads the named exports of CommonJS.
      options.minifySyntax = format === "esm";
    },
    esbuildPlugins: [bundledLicenses("LICENSES.md")],
    // TypeScript 6 deprecates an option that tsup sets.
    dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
    // The command line is built at the same time, into the same folder.
    clean: ["!cli.js", "!LICENSES-CLI.md"],
  },
  {
    ...shared,
    name: "cli",
    entry: { cli: "src/cli/main.ts" },
    format: ["esm"],
    splitting: false,
    banner: { js: "#!/usr/bin/env node" },
    noExternal: BUNDLED_WITH_CLI,
    // Names stay, so that the place of a failure can be read.
    esbuildOptions(options) {
      options.minifyWhitespace = true;
      options.minifySyntax = true;
    },
    esbuildPlugins: [libraryBesideIt(), bundledLicenses("LICENSES-CLI.md")],
  },
]);

type EsbuildPlugin = NonNullable<Options["esbuildPlugins"]>[number];

/** Leaves the public entries out of the command line, which imports the built ones beside it. */
function libraryBesideIt(): EsbuildPlugin {
  const names = new Map(Object.entries(ENTRIES).map(([name, source]) => [resolve(source), name]));
  return {
    name: "library-beside-it",
    setup(build) {
      build.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
        const name = names.get(resolve(resolveDir, path).replace(/\.js$/, ".ts"));
        return name === undefined ? undefined : { path: `./${name}.js`, external: true };
      });
    },
  };
}
