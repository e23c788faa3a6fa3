import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Files } from "./version-files.js";

/** A folder of rules that is changed in the ways of editors, copying programs and Kubernetes. */
export interface RulesFolder {
  /** Of the rules. */
  readonly path: string;
  /** Writes files in place; others stay. */
  write(files: Files): void;
  /** Writes each file under another name, then renames it over the old one. */
  renameOver(files: Files): void;
  /** Writes another folder, then renames it to the place of the old one. */
  replace(files: Files): void;
  /** Makes it a mounted ConfigMap, or gives the one it is new files at once. The old ones are deleted. */
  mount(files: Files): void;
  /** Leaves a file as a program does that is still writing it: so much of it, from 0 to 1. */
  cutOff(name: string, part: number): void;
  delete(name: string): void;
  deleteAll(): void;
  /** Of the folder and whatever lies beside it. */
  remove(): void;
}

export function createRulesFolder(files: Files): RulesFolder {
  const base = mkdtempSync(join(tmpdir(), "watched-"));
  const path = join(base, "rules");
  /** Of the mounted files; null where they are plain ones. */
  let mounted: string | null = null;
  let count = 0;
  const folder: RulesFolder = {
    path,
    write: (files) => {
      writeFiles(path, files);
    },
    renameOver(files) {
      if (mounted !== null) folder.deleteAll();
      const aside = join(base, `aside-${count++}`);
      writeFiles(aside, files);
      for (const name of Object.keys(files)) {
        mkdirSync(dirname(join(path, name)), { recursive: true });
        renameSync(join(aside, name), join(path, name));
      }
    },
    replace(files) {
      const aside = join(base, `aside-${count++}`);
      writeFiles(aside, files);
      folder.deleteAll();
      renameSync(aside, path);
    },
    mount(files) {
      const before = mounted;
      const names = new Set(Object.keys(files).map((name) => name.replace(/\/.*/, "")));
      // A file that was deleted from it and written again stands there instead of the link.
      if (before === null || ![...names].every((name) => isLink(join(path, name)))) folder.deleteAll();
      mounted = `..2026_11_24_${count++}`;
      writeFiles(join(path, mounted), files);
      symlinkSync(mounted, join(path, "..data_tmp"));
      renameSync(join(path, "..data_tmp"), join(path, "..data"));
      for (const name of names) if (!isLink(join(path, name))) symlinkSync(`..data/${name}`, join(path, name));
      if (before !== null) rmSync(join(path, before), { recursive: true, force: true });
    },
    cutOff(name, part) {
      const text = readFileSync(join(path, name), "utf8");
      folder.write({ [name]: text.slice(0, Math.floor(text.length * part)) });
    },
    delete: (name) => {
      rmSync(join(path, name), { force: true });
    },
    deleteAll() {
      mounted = null;
      rmSync(path, { recursive: true, force: true });
    },
    remove: () => rmSync(base, { recursive: true }),
  };
  folder.write(files);
  return folder;
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

function writeFiles(folder: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}
