import { mkdirSync, mkdtempSync, promises, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadRulesetReading } from "../../src/node/load-ruleset.js";
import { loadRuleset } from "../../src/node.js";
import { RulesetError } from "../../src/values/errors.js";
import { PATIENCE } from "../arbitraries/runs.js";
import { validDocument } from "./valid-document.js";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rules-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

const { channels, steps, ...rest } = validDocument();
const [$schema, inTwo] = [
  rest.$schema,
  { "a.json": JSON.stringify(rest), "sub/b.json": JSON.stringify({ channels, steps }) },
];

describe("loading a ruleset", () => {
  it("merges the files of a folder and of its sub-folders", async () => {
    write(inTwo);
    const { $schema: _, ...expected } = validDocument();
    expect($schema).toBeDefined();
    expect(await loadRuleset(folder)).toEqual(expected);
    expect(await loadRuleset(`${folder}/`)).toEqual(expected);
    expect(await loadRuleset(pathToFileURL(folder))).toEqual(expected);
  });

  it("reads one file, whatever its name", async () => {
    write({ "rules.txt": JSON.stringify(validDocument()) });
    expect((await loadRuleset(join(folder, "rules.txt"))).ruleset.id).toBe("everything");
  });

  it("leaves out other files, and names that begin with a dot", async () => {
    write({ ...inTwo, "notes.md": "# notes", ".draft.json": "{", ".git/x.json": "{", "sub/.x/y.json": "{" });
    expect((await loadRulesetReading(folder)).issues).toEqual([]);
  });

  it("follows links, as Kubernetes mounts a ConfigMap, and ends where they lead in a circle", async () => {
    write({ "..2026_11_24/a.json": inTwo["a.json"], "..2026_11_24/sub/b.json": inTwo["sub/b.json"] });
    symlinkSync("..2026_11_24", join(folder, "..data"));
    symlinkSync("..data/a.json", join(folder, "a.json"));
    symlinkSync(join(folder, "..data/sub"), join(folder, "sub"));
    symlinkSync(folder, join(folder, "again"));
    expect((await loadRulesetReading(folder)).issues).toEqual([]);
  });

  it.each(["a.json", "."])("takes a link for the path: %s", async (target) => {
    write({ "v1/a.json": JSON.stringify(validDocument()) });
    symlinkSync(join("v1", target), join(folder, "current"));
    expect((await loadRulesetReading(join(folder, "current"))).issues).toEqual([]);
  });

  it("lets links that lead out be where no rules are expected", async () => {
    write({ "rules/a.json": JSON.stringify(validDocument()), "notes.md": "" });
    symlinkSync(join(folder, "notes.md"), join(folder, "rules/notes.md"));
    expect((await loadRulesetReading(join(folder, "rules"))).issues).toEqual([]);
  });

  it("names files as the path was given, with forward slashes", async () => {
    write({ ...inTwo, "sub/deep/c.json": '{\n  "stepz": []\n}' });
    const { issues } = await loadRulesetReading(folder);
    expect(issues).toMatchObject([{ file: `${folder}/sub/deep/c.json`, line: 2, column: 3, code: "unknown-key" }]);
  });
});

describe("what cannot be loaded", () => {
  it.each(["a.json", "sub"])("a link that leads out of the folder, and only it: %s", async (target) => {
    // A name that begins as the folder's does is outside all the same.
    write({ "rules/a.json": JSON.stringify(rest), "rules-2/a.json": "{", "rules-2/sub/b.json": "{" });
    const link = `${folder}/rules/z${target.endsWith(".json") ? ".json" : ""}`;
    symlinkSync(join("../rules-2", target), link);
    const { ruleset, issues } = await loadRulesetReading(`${folder}/rules`);
    expect(ruleset).toBeNull();
    expect(issues).toMatchObject([
      {
        code: "link-out-of-folder",
        file: link,
        message: `\`${link}\` is a link that leads out of \`${folder}/rules\`; put there what it leads to, not a link to it`,
      },
    ]);
  });

  it.each([
    ["more than 1,000 rule files", 1_001, ".json"],
    ["more than 10,000 files", 10_001, ".md"],
  ])(
    "%s, and nothing else is said",
    async (_, count, ending) => {
      mkdirSync(join(folder, "sub"));
      for (let index = 0; index < count; index++) writeFileSync(join(folder, "sub", `${index}${ending}`), "{");
      expect((await loadRulesetReading(folder)).issues).toMatchObject([{ code: "too-many-files", file: folder }]);
    },
    PATIENCE,
  );

  it("more than 16 MiB of rules, and nothing else is said", async () => {
    const names = Array.from({ length: 17 }, (_, index) => `${index}.json`);
    write(Object.fromEntries(names.map((name) => [name, " ".repeat(1_000_000)])));
    expect((await loadRulesetReading(folder)).issues).toMatchObject([{ code: "ruleset-too-large", file: folder }]);
  });

  it("counts no file towards the 16 MiB that is too large by itself", async () => {
    write({ ...inTwo, "large.json": " ".repeat(17_000_000) });
    expect((await loadRulesetReading(folder)).issues).toMatchObject([{ code: "file-too-large" }]);
  });

  it.each<[string, Readonly<Record<string, string | Uint8Array>>, string, string, string]>([
    ["a path that does not exist", {}, "nowhere", "not-found", "nowhere"],
    ["an empty folder", {}, "", "no-files", ""],
    ["a folder of other files", { "rules.yaml": "a: 1" }, "", "no-files", ""],
    [
      "a file that is not UTF-8",
      { ...inTwo, "c.json": new Uint8Array([0x7b, 0xff, 0x7d]) },
      "",
      "not-utf-8",
      "/c.json",
    ],
    ["a file in UTF-16", { ...inTwo, "c.json": new Uint8Array([0x7b, 0, 0x7d, 0]) }, "", "not-utf-8", "/c.json"],
    [
      "a file in UTF-16 with its mark",
      { ...inTwo, "c.json": new Uint8Array([0xff, 0xfe, 0x7b, 0, 0x7d, 0]) },
      "",
      "not-utf-8",
      "/c.json",
    ],
    ["a file with two byte order marks", { ...inTwo, "c.json": "\uFEFF\uFEFF{}" }, "", "syntax", "/c.json"],
    ["a file that is too large", { ...inTwo, "c.json": " ".repeat(1_048_577) }, "", "file-too-large", "/c.json"],
    ["an empty file", { ...inTwo, "c.json": "" }, "", "syntax", "/c.json"],
  ])("%s is one issue of its file", async (_, files, name, code, file) => {
    write(files);
    const path = name === "" ? folder : `${folder}/${name}`;
    const { ruleset, issues } = await loadRulesetReading(path);
    expect(ruleset).toBeNull();
    expect(issues).toMatchObject([{ code, severity: "error", file: file.startsWith("/") ? folder + file : path }]);
    // A file that is not read as text has no lines.
    expect(issues[0]?.line).toBe(code === "syntax" ? 1 : undefined);
    await expect(loadRuleset(path)).rejects.toThrow(RulesetError);
  });

  it("a link that leads nowhere is an issue where rules are expected", async () => {
    write(inTwo);
    symlinkSync(join(folder, "gone"), join(folder, "z.json"));
    symlinkSync(join(folder, "gone"), join(folder, "notes"));
    const file = `${folder}/z.json`;
    expect((await loadRulesetReading(folder)).issues).toMatchObject([
      { code: "not-found", file, message: `\`${file}\` is a link that leads nowhere; mend or delete it` },
    ]);
  });

  it("a sub-folder that cannot be read is an issue: its rules would be missed in silence", async () => {
    write(inTwo);
    const { readdir } = promises;
    const spy = vi.spyOn(promises, "readdir").mockImplementation((async (...args: Parameters<typeof readdir>) => {
      if (String(args[0]).endsWith("sub")) throw Object.assign(new Error("denied"), { code: "EACCES" });
      return readdir(...args);
    }) as typeof readdir);
    const { issues } = await loadRulesetReading(folder);
    spy.mockRestore();
    const message = `\`${folder}/sub\` cannot be read; give this process the right to read it`;
    expect(issues).toMatchObject([{ code: "unreadable", file: `${folder}/sub`, message }]);
  });

  it.each(["offer.JSON", "offer.json.txt", "offer.jsonc", "offer.json5"])(
    "a file that someone meant to be rules is a warning: %s",
    async (name) => {
      write({ ...inTwo, [name]: "{}", "readme.md": "", "offer.json.bak": "{}" });
      const { ruleset, issues } = await loadRulesetReading(folder);
      expect(ruleset).not.toBeNull();
      expect(issues).toMatchObject([{ code: "ignored-file", severity: "warning", file: `${folder}/${name}` }]);
    },
  );

  it("a folder of nothing but such files has no rules", async () => {
    write({ "offer.json.txt": "{}" });
    const { ruleset, issues } = await loadRulesetReading(folder);
    expect(ruleset).toBeNull();
    expect(issues.map(({ code }) => code)).toEqual(["ignored-file", "no-files"]);
  });

  it("and what only it would declare is missed in the others", async () => {
    write({ "a.json": inTwo["a.json"], "b.json5": inTwo["sub/b.json"] });
    const { issues } = await loadRulesetReading(folder);
    expect(issues.map(({ code, path }) => [code, path])).toContainEqual(["missing-key", "/channels"]);
    expect(issues.map(({ message }) => message)).toContainEqual(expect.stringMatching(/^unknown step /));
  });

  it.each([undefined, null, 3, {}, "", new URL("https://example.com/rules/"), new URL("file:///rules%2Fa.json")])(
    "%s is no path",
    async (path) => {
      await expect(loadRuleset(path as string)).rejects.toThrow(
        /^the ruleset cannot be used:\n {2}this is not a path to rules; pass the path of a file or a folder as a text/,
      );
    },
  );

  it("all files are told of at once, without what only follows from it", async () => {
    write({
      "a.json": "{,}",
      "b.json":
        '{ "rules": [ { "name": "x", "event": { "type": "advise", "params": { "steps": ["in-a"] } }, "y": 1 } ] }',
    });
    const { issues } = await loadRulesetReading(folder);
    expect(issues.map(({ code, file }) => [code, file])).toEqual([
      ["syntax", `${folder}/a.json`],
      ["unknown-key", `${folder}/b.json`],
    ]);
  });
});
