import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ROOT } from "./run.js";

/** A step of the action. Values may contain expressions. */
interface Step {
  readonly name: string;
  readonly id: string | undefined;
  readonly condition: string | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
}

const ACTION = readFileSync(join(ROOT, "action.yml"), "utf8");
const STEPS = readSteps(ACTION);
const MARKER = "<!-- contact-routing diff: rules -->";
const PULL_REQUEST = { event_name: "pull_request", event: { pull_request: { number: 7 } } };

/**
 * Stands in for GitHub's command: keeps the comments in a file, by their ids, and notes each request. Pages have one comment each, which
 * `gh api --paginate` prints one after the other.
 */
const GH = `#!/usr/bin/env node
const { existsSync, readFileSync, writeFileSync, appendFileSync } = require("node:fs");
const [api, ...args] = process.argv.slice(2);
const store = process.env.GH_STORE;
if (api !== "api" || process.env.GH_TOKEN !== "the token") throw new Error("not asked as expected");
const method = args.includes("--method") ? args[args.indexOf("--method") + 1] : "GET";
const path = args.find((each) => each.startsWith("repos/"));
appendFileSync(store + ".log", method + " " + path + "\\n");
if (process.env.GH_REFUSES === method) process.exit(1);
const comments = existsSync(store) ? JSON.parse(readFileSync(store, "utf8")) : [];
if (method === "GET") {
  process.stdout.write(comments.length === 0 ? "[]" : comments.map((comment) => JSON.stringify([comment])).join(""));
} else {
  const [, file] = /^body=@(.*)$/.exec(args[args.indexOf("--field") + 1]);
  const body = readFileSync(file, "utf8");
  const id = Number(/comments\\/(\\d+)$/.exec(path)?.[1]);
  if (method === "PATCH") comments.find((comment) => comment.id === id).body = body;
  else comments.push({ id: 100 + comments.length, body });
  writeFileSync(store, JSON.stringify(comments));
}
`;

let base: string;
let repository: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "contact-routing-action-"));
  repository = join(base, "repository");
  mkdirSync(join(base, "bin"));
  mkdirSync(repository);
  writeFileSync(join(base, "bin/gh"), GH);
  chmodSync(join(base, "bin/gh"), 0o755);
  execFileSync("node", [join(ROOT, "dist/cli.js"), "init"], { cwd: repository });
  git("init", "--quiet");
  commit("before");
});

afterEach(() => {
  rmSync(base, { recursive: true });
});

describe("the action", () => {
  test("passes and writes no comment if nothing is wrong and nothing changes", () => {
    edit("rules/rules.json", '"rules"', '"$comment": "Words.", "rules"');
    commit("after");
    const { outcomes, outputs, summary } = runAction();
    expect(outcomes).toEqual(["success", "success", "success", "success", "success"]);
    expect(outputs.diff).toEqual({ changed: "false" });
    expect(summary).toContain("Nothing changes");
    expect(requests()).toEqual(["GET repos/shop/rules/issues/7/comments?per_page=100"]);
    expect(JSON.parse(readFileSync(outputs.check?.sarif ?? "", "utf8"))).toMatchObject({ version: "2.1.0" });
    expect(readFileSync(outputs.test?.junit ?? "", "utf8")).toContain('failures="0" errors="0"');
  });

  test("fails for a scenario, and says what changes in one comment that later runs update", () => {
    edit("rules/hours.json", "09:00-18:00", "09:00-17:00");
    commit("after");
    const { outcomes, outputs, stdout, summary } = runAction();
    expect(outcomes).toEqual(["success", "success", "failure", "success", "success"]);
    expect(stdout).toContain("::error file=rules/scenarios.json,line=");
    expect(readFileSync(outputs.test?.junit ?? "", "utf8")).toContain("<failure ");
    expect(outputs.diff).toEqual({ changed: "true" });
    const [comment, ...others] = comments();
    expect(others).toEqual([]);
    expect(comment?.body).toBe(`${MARKER}\n\n${summary}`);
    expect(comment?.body).toContain("17:00–18:00");

    // Somebody else comments, and the next push changes other hours.
    const talk = { id: 5, body: `Look at\n${MARKER}` };
    writeFileSync(join(base, "comments.json"), JSON.stringify([talk, { ...comment, id: 6 }]));
    edit("rules/hours.json", "09:00-17:00", "09:00-16:00");
    git("commit", "--quiet", "--all", "--amend", "--no-edit");
    runAction();
    expect(comments()).toMatchObject([talk, { id: 6, body: expect.stringContaining("16:00–18:00") }]);

    // What was meant is taken back: the comment says so.
    edit("rules/hours.json", "09:00-16:00", "09:00-18:00");
    git("commit", "--quiet", "--all", "--amend", "--no-edit", "--allow-empty");
    expect(runAction().outputs.diff).toEqual({ changed: "false" });
    expect(comments()).toMatchObject([talk, { id: 6, body: expect.stringContaining("Nothing changes") }]);
  });

  test("compares nothing if the rules have errors, and says so in the comment that there is", () => {
    writeFileSync(join(base, "comments.json"), JSON.stringify([{ id: 6, body: `${MARKER}\nold` }]));
    edit("rules/rules.json", '"rules"', '"rule"');
    commit("after");
    const { outcomes, outputs, stdout } = runAction();
    expect(outcomes).toEqual(["success", "failure", "failure", "success", "success"]);
    expect(stdout).toContain("::error file=rules/rules.json,");
    expect(outputs.diff).toEqual({});
    expect(comments()).toMatchObject([
      { id: 6, body: expect.stringContaining("cannot be compared with those of `HEAD^1`") },
    ]);
    expect(readFileSync(outputs.check?.sarif ?? "", "utf8")).toContain('"level": "error"');
  });

  test("fails nothing if there is no revision to compare with", () => {
    const { outcomes, outputs } = runAction({ inputs: { base: "nowhere" } });
    expect(outcomes).toEqual(["success", "success", "success", "success", "success"]);
    expect([outputs.diff, comments()]).toEqual([{}, []]);
  });

  test("cuts a comment that GitHub would not take, at the end of a line", () => {
    const long = `${"é".repeat(99)}\n`.repeat(900);
    writeFileSync(join(base, "contact-rules.md"), long);
    runStep(STEPS.length - 1, contextOf({}, { diff: { outcome: "success", outputs: { changed: "true" } } }));
    const [comment] = comments();
    expect(comment?.body.length).toBeLessThan(65_536);
    expect(comment?.body).toMatch(/\né{99}\n\n… The summary of the run shows the rest\.\n$/);
  });

  test.each([
    ["a push", { event_name: "push", event: {} }, {}],
    ["who wants no comment", PULL_REQUEST, { comment: "false" }],
  ])("writes no comment for %s", (_, github, inputs) => {
    edit("rules/hours.json", "09:00-18:00", "09:00-17:00");
    commit("after");
    const { outcomes, summary } = runAction({ github, inputs });
    expect(outcomes).toEqual(["success", "success", "failure", "success", "skipped"]);
    expect([requests(), summary]).toEqual([[], expect.stringContaining("17:00–18:00")]);
  });

  test.each(["GET", "POST"])("warns if the token may not %s comments", (method) => {
    edit("rules/hours.json", "09:00-18:00", "09:00-17:00");
    commit("after");
    const { outcomes, stdout } = runAction({ variables: { GH_REFUSES: method } });
    expect(outcomes.at(-1)).toBe("success");
    expect(stdout).toContain("::warning::the changes could not be written as a comment");
  });

  test("runs no text of an input as a command", () => {
    const rules = `$(touch ${base}/a) \`touch ${base}/b\` "; touch ${base}/c; "`;
    const { outcomes } = runAction({ inputs: { rules } });
    expect(outcomes).toEqual(["success", "failure", "failure", "success", "success"]);
    expect(["a", "b", "c"].filter((name) => existsSync(join(base, name)))).toEqual([]);
    expect(STEPS.filter(({ run }) => run.includes("${{"))).toEqual([]);
  });
});

interface Context {
  readonly github: Record<string, unknown>;
  readonly inputs: Readonly<Record<string, string>>;
  readonly steps: Record<string, { readonly outcome: string; readonly outputs: Readonly<Record<string, string>> }>;
  readonly variables: Readonly<Record<string, string>>;
}

function contextOf(
  { github = PULL_REQUEST, inputs = {}, variables = {} }: Partial<Omit<Context, "steps">>,
  steps: Context["steps"] = {},
): Context {
  const defaults = { rules: "rules", base: "HEAD^1", comment: "true", token: "the token" };
  expect(Object.keys(defaults)).toEqual(
    [...(ACTION.split("outputs:")[0] ?? "").matchAll(/^ {2}(\w+):$/gm)].map(([, name]) => name),
  );
  return {
    github: { action_path: ROOT, repository: "shop/rules", ...github },
    inputs: { ...defaults, ...inputs },
    steps,
    variables,
  };
}

/** Runs the steps as a runner does: a step that fails stops those after it that have no condition. */
function runAction(given: Partial<Omit<Context, "steps">> = {}) {
  rmSync(join(base, "summary"), { force: true });
  const context = contextOf(given);
  const outcomes: string[] = [];
  let stdout = "";
  for (const [index, step] of STEPS.entries()) {
    const isRun =
      step.condition === undefined ? !outcomes.includes("failure") : evaluate(step.condition, context) === true;
    const ran = isRun ? runStep(index, context) : { outcome: "skipped", outputs: {}, stdout: "" };
    if (step.id !== undefined) context.steps[step.id] = ran;
    outcomes.push(ran.outcome);
    stdout += ran.stdout;
  }
  const outputs = Object.fromEntries(Object.entries(context.steps).map(([id, ran]) => [id, ran.outputs]));
  const summary = existsSync(join(base, "summary")) ? readFileSync(join(base, "summary"), "utf8") : "";
  return { outcomes, outputs: outputs as Record<string, Record<string, string> | undefined>, stdout, summary };
}

function runStep(index: number, context: Context) {
  const { env, run } = STEPS[index] as Step;
  const script = join(base, "step.sh");
  writeFileSync(script, run);
  writeFileSync(join(base, "output"), "");
  const written = Object.entries(env).map(([name, value]) => [name, fillIn(value, context)]);
  const { status, stdout } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", script], {
    cwd: repository,
    encoding: "utf8",
    env: {
      ...{ PATH: `${join(base, "bin")}:${process.env.PATH}`, HOME: base },
      ...{ RUNNER_TEMP: base, GITHUB_OUTPUT: join(base, "output"), GITHUB_STEP_SUMMARY: join(base, "summary") },
      ...{ GH_STORE: join(base, "comments.json"), ...context.variables },
      ...Object.fromEntries(written),
    },
  });
  const lines = readFileSync(join(base, "output"), "utf8")
    .split("\n")
    .filter((line) => line !== "");
  const outputs: Record<string, string> = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2)));
  return { outcome: status === 0 ? "success" : "failure", outputs, stdout };
}

function fillIn(value: string, context: Context): string {
  return value.replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => String(evaluate(expression, context) ?? ""));
}

/** An expression of GitHub's that is an expression of JavaScript too. */
function evaluate(expression: string, { github, inputs, steps }: Context): unknown {
  const bare = expression.replace(/^\$\{\{ | \}\}$/g, "");
  return runInNewContext(bare, { github, inputs, steps, cancelled: () => false });
}

/** Reads the steps of the action, which has the plainest layout that YAML knows. */
function readSteps(text: string): Step[] {
  const [, ...steps] = text.slice(text.indexOf("\n  steps:\n")).split("\n    - name: ");
  return steps.map((step) => {
    const [head = "", run = ""] = step.split("\n      run: |\n");
    const value = (key: string) => new RegExp(`\\n {6}${key}: (.*)`).exec(head)?.[1];
    const env = [...head.matchAll(/\n {8}(\w+): (.*)/g)].map(([, name, written]) => [name, written]);
    return {
      ...{ name: head.split("\n")[0] ?? "", id: value("id"), condition: value("if") },
      ...{ env: Object.fromEntries(env), run: run.replace(/^ {8}/gm, "") },
    };
  });
}

interface Comment {
  readonly id: number;
  readonly body: string;
}

function comments(): Comment[] {
  const path = join(base, "comments.json");
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : [];
}

/** What was asked of GitHub: method and path. */
function requests(): string[] {
  const path = join(base, "comments.json.log");
  return existsSync(path) ? readFileSync(path, "utf8").trimEnd().split("\n") : [];
}

function edit(path: string, from: string, to: string): void {
  const text = readFileSync(join(repository, path), "utf8");
  expect(text).toContain(from);
  writeFileSync(join(repository, path), text.replace(from, to));
}

function commit(message: string): void {
  git("add", ".");
  git("commit", "--quiet", "--message", message);
}

function git(...args: readonly string[]): void {
  execFileSync("git", args, { cwd: repository, env: gitEnvironment() });
}

function gitEnvironment(): NodeJS.ProcessEnv {
  const who = { NAME: "me", EMAIL: "me@example.com" };
  const names = Object.entries(who).flatMap(([key, value]) => [
    [`GIT_AUTHOR_${key}`, value],
    [`GIT_COMMITTER_${key}`, value],
  ]);
  return { PATH: process.env.PATH, HOME: base, ...Object.fromEntries(names) };
}
