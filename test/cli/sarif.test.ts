import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { run } from "./console.js";
import { desk } from "./desk.js";
import { removeFolder, writeFolder } from "./desk-folder.js";

/** The parts of the official schema of SARIF 2.1.0 that the log uses, and what GitHub's code scanning asks for beyond it. */
const LOG = z.strictObject({
  $schema: z.url(),
  version: z.literal("2.1.0"),
  runs: z.tuple([
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: z.literal("contact-routing"),
          version: z.string(),
          rules: z.array(
            z.strictObject({ id: z.string().min(1), shortDescription: z.strictObject({ text: z.string().min(1) }) }),
          ),
        }),
      }),
      columnKind: z.literal("utf16CodeUnits"),
      results: z.array(
        z.strictObject({
          ruleId: z.string(),
          ruleIndex: z.int().min(0),
          level: z.enum(["error", "warning", "note"]),
          message: z.strictObject({ text: z.string().min(1) }),
          locations: z.tuple([
            z.strictObject({
              physicalLocation: z.strictObject({
                // RFC 3986: no spaces, no other letters than ASCII's.
                artifactLocation: z.strictObject({ uri: z.string().regex(/^[\w.~:/?#@!$&'()*+,;=%-]+$/) }),
                region: z.optional(z.strictObject({ startLine: z.int().min(1), startColumn: z.int().min(1) })),
              }),
              logicalLocations: z.optional(z.tuple([z.strictObject({ fullyQualifiedName: z.string().min(1) })])),
            }),
          ]),
        }),
      ),
    }),
  ]),
});

let cwd: string;

beforeAll(() => {
  cwd = writeFolder({
    "rules/desk.json": JSON.stringify(desk, null, 2).replace('"weekly": {', '"weekly": { "sat": ["09:00-08:00"],'),
    "a b/désk.json": JSON.stringify({ ...desk, rule: [], channels: desk.channels.slice(0, 2) }, null, 2),
    "links/desk.json": JSON.stringify({ ...desk, rules: [{ name: "[free](https://example.org)" }] }),
    "broken/desk.json": "{",
  });
});

afterAll(() => {
  removeFolder(cwd);
});

describe("`check --format sarif`", () => {
  test("is a log of SARIF 2.1.0 with the level and the place of each finding", async () => {
    const { exitCode, log } = await check("rules");
    expect(exitCode).toBe(0);
    const { stdout } = await run(["check", "--format", "json"], { cwd });
    const { findings } = JSON.parse(stdout) as { findings: Record<string, unknown>[] };
    expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(["warning", "info"]));
    const levels: Record<string, string> = { warning: "warning", info: "note" };
    expect(log.runs[0].results).toEqual(
      findings.map(({ code, severity, message, path, file, line, column }) => ({
        ruleId: code,
        ruleIndex: log.runs[0].tool.driver.rules.findIndex(({ id }) => id === code),
        level: levels[String(severity)],
        message: { text: message },
        locations: [
          {
            physicalLocation: { artifactLocation: { uri: file }, region: { startLine: line, startColumn: column } },
            logicalLocations: [{ fullyQualifiedName: path }],
          },
        ],
      })),
    );
    const ids = log.runs[0].tool.driver.rules.map(({ id }) => id);
    expect(ids).toEqual([...new Set(findings.map(({ code }) => String(code)))].sort());
  });

  test.each([
    ["a b", "a%20b/d%C3%A9sk.json"],
    ["./a b/", "a%20b/d%C3%A9sk.json"],
    ["../nowhere", "../nowhere"],
  ])("writes places in `%s` as URIs", async (rules, uri) => {
    const { exitCode, log } = await check(rules);
    expect(exitCode).not.toBe(0);
    const uris = log.runs[0].results.map(
      ({ locations: [{ physicalLocation }] }) => physicalLocation.artifactLocation.uri,
    );
    expect(new Set(uris)).toEqual(new Set([uri]));
  });

  test("writes an absolute path as a URI of a file", async () => {
    const { log } = await check(`${cwd}/broken`);
    const [result] = log.runs[0].results;
    expect(result?.level).toBe("error");
    expect(result?.locations[0].physicalLocation.artifactLocation.uri).toBe(`file://${cwd}/broken/desk.json`);
  });

  test("makes no link of what a rule file contains", async () => {
    const { log } = await check("links");
    const texts = log.runs[0].results.map(({ message }) => message.text);
    expect(texts).toContainEqual(expect.stringContaining("\\[free\\](https://example.org)"));
  });
});

async function check(rules: string) {
  const { exitCode, stdout, stderr } = await run(["check", rules, "--format", "sarif"], { cwd });
  expect(stderr).toBe("");
  return { exitCode, log: LOG.parse(JSON.parse(stdout)) };
}
