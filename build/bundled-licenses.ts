import { readdirSync, readFileSync, writeFileSync } from "node:fs";
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
        const names = new Set(
          bundled.flatMap((input) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []),
        );
        writeFileSync(join(build.initialOptions.outdir ?? "", file), describe([...names].sort()));
      });
    },
  };
}

function describe(names: readonly string[]): string {
  const licenses = names.map((name) => {
    const folder = join("node_modules", name);
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
    const license = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    if (license === undefined) throw new Error(`${name} has no licence file to pass on`);
    return `## ${name} ${version}\n\n${readFileSync(join(folder, license), "utf8").trim()}\n`;
  });
  return `# Licences of the packages that are part of this bundle\n\n${licenses.join("\n")}`;
}
