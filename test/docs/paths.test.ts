import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { ROOT, readPage } from "./markdown.js";

/** Pages for contributors, which name many files. */
const PAGES = ["CONTRIBUTING.md", "docs/architecture.md"];
const FOLDERS = /^(?:src|test|docs|debug|lint|schema|values|ruleset|compile|runtime|words|analysis|node|cli)\//;

describe.each(PAGES)("%s", (page) => {
  const { text } = readPage(page);

  test("names only files and folders that exist", () => {
    const named = [...text.matchAll(/`([\w./-]+)`/g)].map(([, path = ""]) => path).filter((path) => FOLDERS.test(path));
    const missing = named.filter((path) => !existsSync(join(ROOT, path)) && !existsSync(join(ROOT, "src", path)));
    expect(missing).toEqual([]);
  });

  test("links only to files that exist", () => {
    const links = [...text.matchAll(/\]\((\.[^)#]+)/g)].map(([, link = ""]) => link);
    expect(links.filter((link) => !existsSync(join(ROOT, dirname(page), link)))).toEqual([]);
  });

  test("names only scripts of the package", () => {
    const scripts = [...text.matchAll(/npm (?:run )?([a-z]+(?::[a-z]+)*)/g)].map(([, script = ""]) => script);
    const known = new Set([...Object.keys(packageJson.scripts), "ci"]);
    expect(scripts.filter((script) => !known.has(script))).toEqual([]);
  });
});
