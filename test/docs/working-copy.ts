import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ROOT } from "./markdown.js";

/** A folder with the shipped rules, and the examples, in it, for a section of a page to change. */
export interface WorkingCopy {
  readonly folder: string;
  write(path: string, text: string): void;
  /** In the first rule file that has `text`, once; throws where none has. */
  replace(text: string, replacement: string): void;
  remove(): void;
}

export function createWorkingCopy(names: readonly string[] = ["rules", "examples"]): WorkingCopy {
  const folder = mkdtempSync(join(tmpdir(), "contact-routing-docs-"));
  for (const name of names) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  return {
    folder,
    write(path, text) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), `${text}\n`);
    },
    replace(text, replacement) {
      const files = readdirSync(join(folder, "rules"), { recursive: true, encoding: "utf8" }).filter((name) =>
        name.endsWith(".json"),
      );
      for (const file of files.sort().map((name) => join(folder, "rules", name))) {
        const before = readFileSync(file, "utf8");
        if (!before.includes(text)) continue;
        writeFileSync(
          file,
          before.replace(text, () => replacement),
        );
        return;
      }
      throw new Error(`no rule file has \`${text}\``);
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
