import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ROOT } from "./markdown.js";

/** A folder with the shipped rules, and the examples, in it, for a section of a page to change. */
export interface WorkingCopy {
  readonly folder: string;
  write(path: string, text: string): void;
  /** Commits the files to the branch `main` of a new git repository. */
  commit(): void;
  /** Applies one hunk of a diff, whose lines begin with ` `, `-` or `+`. Throws unless the file has its old lines exactly once. */
  edit(path: string, hunk: string): void;
  /** In the first rule file that has `text`, once; throws where none has. */
  replace(text: string, replacement: string): void;
  remove(): void;
}

export function createWorkingCopy(names: readonly string[] = ["rules", "examples"]): WorkingCopy {
  const folder = mkdtempSync(join(tmpdir(), "contact-routing-docs-"));
  for (const name of names) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=me", "-c", "user.email=me@example.com", ...args], { cwd: folder });
  return {
    folder,
    write(path, text) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), `${text}\n`);
    },
    commit() {
      git("init", "--quiet", "--initial-branch=main");
      git("add", "--all");
      git("commit", "--quiet", "--message", "before");
    },
    edit(path, hunk) {
      const linesWith = (sign: string) => {
        const lines = hunk.split("\n").filter((line) => [" ", sign].includes(line[0] ?? ""));
        return ["", ...lines.map((line) => line.slice(1)), ""].join("\n");
      };
      const parts = readFileSync(join(folder, path), "utf8").split(linesWith("-"));
      if (parts.length !== 2)
        throw new Error(`\`${path}\` has these lines ${parts.length - 1} times:${linesWith("-")}`);
      writeFileSync(join(folder, path), parts.join(linesWith("+")));
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
