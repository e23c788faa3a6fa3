import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { run } from "./console.js";
import { removeFolder, writeFolder } from "./desk-folder.js";

const SETTINGS = ".vscode/settings.json";
const WORKFLOW = ".github/workflows/contact-rules.yml";

let cwd: string;

beforeEach(() => {
  cwd = writeFolder({ "readme.txt": "" });
});

afterEach(() => {
  removeFolder(cwd);
});

const command = (...argv: readonly string[]) => run(argv, { cwd });
/** With all that it can write. */
const init = (...argv: readonly string[]) => command("init", ...argv, "--vscode", "--github");
const read = (path: string) => readFileSync(join(cwd, path), "utf8");
const write = (path: string, text: string) => writeFileSync(join(cwd, path), text);
const files = (path: string) => readdirSync(join(cwd, path)).sort();

describe("`init`", () => {
  test("says what it wrote, and what to do next", async () => {
    const { exitCode, stdout, stderr } = await init();
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toMatchInlineSnapshot(`
      "rules: 5 rule files of a small support desk, with 9 scenarios
      .vscode/settings.json: written
      .github/workflows/contact-rules.yml: written

      Next
        contact-routing check
            all mistakes, and whether the promises are kept
        contact-routing test --coverage
            whether the scenarios hold, and what none of them shows
        contact-routing matrix --week
            what customers are offered, and when
      "
    `);
  });

  test("writes rules without a problem, whose scenarios pass and reach all of them", async () => {
    await command("init");
    const checked = await command("check", "--strict");
    expect(checked.exitCode).toBe(0);
    expect(checked.stdout).toMatch(/^rules: 5 files, no problems\nThe rules are valid\. 2 promises hold /);
    const tested = await command("test", "--fail-under", "100");
    expect(tested.exitCode).toBe(0);
    expect(tested.stdout).toMatch(/rules: 9 scenarios, all passed\n/);
  });

  test("names in every rule file the schema of its words, which is up to date", async () => {
    await init("config/support");
    const schema = (await command("schema", "--for", "config/support")).stdout;
    for (const file of files("config/support").filter((name) => name !== ".schema.json")) {
      const { $schema } = JSON.parse(read(`config/support/${file}`));
      expect(readFileSync(resolve(cwd, "config/support", $schema), "utf8")).toBe(schema);
    }
    expect((await command("check", "config/support", "--strict")).exitCode).toBe(0);
    const { "json.schemas": schemas } = JSON.parse(read(SETTINGS));
    expect(schemas).toEqual([{ fileMatch: ["/config/support/**/*.json"], url: "./config/support/.schema.json" }]);
  });

  test("writes nothing outside the rules unless it is told to, and says how", async () => {
    const { stdout } = await command("init");
    expect(files(".")).toEqual(["readme.txt", "rules"]);
    expect(stdout).toContain(".vscode/settings.json: not written; `--vscode` writes it\n");
    expect(stdout.replace(/\s+/g, " ")).toContain("contact-rules.yml: not written; `--github` writes it");
  });

  test.each<[string[], string, string[]]>([
    [[], "y\nn\n", [".vscode", "readme.txt", "rules"]],
    [[], "n\nYES\n", [".github", "readme.txt", "rules"]],
    [[], "", ["readme.txt", "rules"]],
    [["--vscode"], "y\n", [".github", ".vscode", "readme.txt", "rules"]],
    [["--no-github"], "y\n", [".vscode", "readme.txt", "rules"]],
    [["--no-vscode", "--no-github"], "y\n", ["readme.txt", "rules"]],
  ])("asks at a terminal: %j, and %j is typed", async (flags, typed, expected) => {
    const terminal = { cwd, columns: 80, typed, variables: { NO_COLOR: "1" } };
    const { exitCode, stderr } = await run(["init", ...flags], terminal);
    expect([exitCode, files(".")]).toEqual([0, expected]);
    expect(stderr.match(/\[y\/N\] /g) ?? []).toHaveLength(2 - flags.length);
  });

  test("leaves the version to the package, where that is a dependency", async () => {
    write("package.json", JSON.stringify({ devDependencies: { "contact-routing": "^0.1.0" } }));
    await init();
    expect(read(WORKFLOW)).toContain("      - run: npm ci\n");
    expect(read(WORKFLOW)).not.toContain("--yes");
  });

  test.each(["{", "null", '{ "dependencies": { "toString": "1" } }'])(
    "takes it for none where package.json is `%s`",
    async (text) => {
      write("package.json", text);
      expect((await init()).exitCode).toBe(0);
      expect(read(WORKFLOW)).toContain(`npx --yes contact-routing@${packageJson.version} check`);
    },
  );

  test("puts workflow and settings where the repository begins", async () => {
    mkdirSync(join(cwd, ".git"));
    mkdirSync(join(cwd, "support"));
    expect((await run(["init", "--vscode", "--github"], { cwd: join(cwd, "support") })).exitCode).toBe(0);
    expect(files("support")).toEqual(["rules"]);
    expect(read(WORKFLOW)).toContain(" check support/rules --format github\n");
    expect(read(SETTINGS)).toContain('"/support/rules/**/*.json"');
  });

  test("keeps files that are there, and says what to add to them", async () => {
    for (const path of [SETTINGS, WORKFLOW]) {
      mkdirSync(join(cwd, path, ".."), { recursive: true });
      write(path, "mine");
    }
    const { exitCode, stdout } = await init();
    expect([exitCode, read(SETTINGS), read(WORKFLOW)]).toEqual([0, "mine", "mine"]);
    expect(stdout.split("\n\n")[0]).toMatchInlineSnapshot(`
      "rules: 5 rule files of a small support desk, with 9 scenarios
      .vscode/settings.json: is there already, and left as it is
        → so that the editor completes and checks rule files, add to it:
          "json.schemas": [{ "fileMatch": ["/rules/**/*.json"], "url": "./rules/.schema.json" }]
      .github/workflows/contact-rules.yml: is there already, and left as it is
        → let it run \`check\`, \`test\` and \`diff\` for \`rules\` too"
    `);
  });

  test.each([
    [
      "readme.txt",
      "`readme.txt` is there already; name a new folder for the rules, as in\n`contact-routing init support-rules`",
    ],
    ["..", "the rules cannot go to `..`;"],
    ["../rules", "the rules cannot go to `../rules`;"],
    [".", "the rules cannot go to `.`;"],
    ["my rules", "the rules cannot go to `my rules`;"],
    ["$(reboot)", "the rules cannot go to `$(reboot)`;"],
    ["readme.txt/rules", "the folder of readme.txt/rules/ruleset.json cannot be made;"],
  ])("writes nothing to `%s`", async (rules, message) => {
    const { exitCode, stderr } = await command("init", rules);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
    expect(files(".")).toEqual(["readme.txt"]);
  });

  test("does not write twice, but into a folder that is empty", async () => {
    mkdirSync(join(cwd, "rules"));
    expect((await command("init")).exitCode).toBe(0);
    write("rules/rules.json", "mine");
    expect((await command("init")).exitCode).toBe(2);
    expect(read("rules/rules.json")).toBe("mine");
  });
});

describe("the workflow of `init`", () => {
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=me", "-c", "user.email=me@example.com", ...args], { cwd, encoding: "utf8" });

  /** The commands of the workflow, without what fetches the program. */
  function commandsIn(workflow: string): string[][] {
    const lines = workflow.split("\n").flatMap((line) => /npx --yes contact-routing@\S+ (.*)$/.exec(line)?.[1] ?? []);
    return lines.map((line) => line.replace(/ >> .*$/, "").split(" "));
  }

  test("runs commands that say what a pull request breaks and changes", async () => {
    git("init", "--quiet");
    await init();
    git("add", ".");
    git("commit", "--quiet", "--message", "before");
    const hours = read("rules/hours.json");
    write("rules/hours.json", hours.replace("09:00-18:00", "09:00-17:00"));
    git("commit", "--quiet", "--all", "--message", "after");
    expect(git("cat-file", "-t", "HEAD^1:rules")).toBe("tree\n");

    const ran = [];
    for (const argv of commandsIn(read(WORKFLOW))) ran.push({ argv: argv.join(" "), ...(await command(...argv)) });
    expect(ran.map(({ argv, exitCode }) => [argv, exitCode])).toEqual([
      ["check rules --format github", 0],
      ["test rules --format github", 1],
      ["diff HEAD^1 --rules rules --format github", 0],
      ["diff HEAD^1 --rules rules --format markdown", 0],
    ]);
    expect(ran[1]?.stdout).toContain("::error file=rules/scenarios.json,line=");
    const change = "lose `chat` in every language it serves on Mondays to Fridays 17:00–18:00";
    expect(ran[2]?.stdout).toContain(change);
    expect(ran[3]?.stdout).toContain(change.replace("lose", "**lose**"));
  });
});
