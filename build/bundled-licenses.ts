import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Options } from "tsup";

type EsbuildPlugin = NonNullable<Options["esbuildPlugins"]>[number];

/** Writes the licences of the packages that were bundled, which ask that they be passed on, to one file beside the bundle. */
export function bundledLicenses(file: string): EsbuildPlugin {
  return {
    name: "bundled-licenses",
    setup(build) {
      build.initialOptions.metafile = true;
      build.onEnd(({ metafile }) => {
        const bundled = Object.values(metafile?.outputs ?? {}).flatMap(({ inputs }) => Object.keys(inputs));
        const folders = new Set(
          bundled.flatMap((input) => /.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0] ?? []),
        );
        const folder = build.initialOptions.outdir ?? "";
        // In a fresh clone, the first of two builds at once ends before anything else was written there.
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, file), describe([...folders]));
      });
    },
  };
}

function describe(folders: readonly string[]): string {
  const packages = folders.map((folder) => {
    const text = readFileSync(join(folder, "package.json"), "utf8");
    return { ...(JSON.parse(text) as { name: string; version: string }), folder };
  });
  const licenses = packages.sort(byName).map(({ name, version, folder }) => {
    const license = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    if (license === undefined) throw new Error(`${name} has no licence file to pass on`);
    // The Mozilla Public License asks to say where the source is.
    const source = `Source: https://www.npmjs.com/package/${name}/v/${version}`;
    return `## ${name} ${version}\n\n${source}\n\n${readFileSync(join(folder, license), "utf8").trim()}\n`;
  });
  return `# Licences of the packages that are part of this bundle\n\n${licenses.join("\n")}`;
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1;
}
