import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Scenario, ScenarioExpectation } from "../../src/index.js";
import { run } from "./console.js";
import { desk } from "./desk.js";
import { removeFolder, writeFolder } from "./desk-folder.js";

const NAME = `a<b>&"c']]> <!-- é 😀`;

const LOW = "the scenarios reach 32.6%, less than the 90% of `--fail-under`";

let cwd: string;

beforeAll(() => {
  const rules = JSON.stringify(desk);
  const unread = scenario("Unread", { offered: [] });
  cwd = writeFolder({
    "rules/desk.json": rules,
    "rules/good.json": written(scenario("Monday: the phone", { offered: ["phone:nl", "email:nl"] })),
    "failing/desk.json": rules,
    "failing/a.json": written(
      scenario("Monday: chat", { offered: ["chat", "email"], closesAt: { phone: null } }),
      scenario("Monday: the phone", { offered: ["phone", "email"] }),
    ),
    "failing/b.json": written({
      ...unread,
      request: { ...unread.request, agentAvailability: { phone: { iw: 1, he: 2 } } },
    }),
    "none/desk.json": rules,
    "broken/desk.json": JSON.stringify({ ...desk, rule: [] }),
    "evil/desk.json": rules,
    "evil/a\u001b&\uFFFE<\u0007.json": written(scenario(NAME, { offered: [] })),
  });
});

afterAll(() => {
  removeFolder(cwd);
});

describe("`test --format junit`", () => {
  test("has a suite for each file and a case for each scenario, with one failure for all that it did not expect", async () => {
    const { exitCode, stdout, stderr } = await run(["test", "failing", "--format", "junit"], { cwd });
    expect([exitCode, stderr]).toEqual([1, ""]);
    expect(stdout).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="contact-routing test failing" tests="3" failures="1" errors="1">
<testsuite name="failing/a.json" tests="2" failures="1" errors="0">
<testcase classname="failing/a" name="Monday: chat" file="failing/a.json" line="4">
<failure type="offered" message="offered: expected chat, email; actual phone, email">offered: expected chat, email; actual phone, email
chat is withheld
nobody reported how long the wait is [availability-unknown]
[chat-in-hours]
phone is offered in Dutch
The phone is answered at the desk. [phone-in-hours]
closesAt phone: expected null: it does not close; actual 2026-11-23T18:00:00+01:00
phone is offered in Dutch
The phone is answered at the desk. [phone-in-hours]</failure>
</testcase>
<testcase classname="failing/a" name="Monday: the phone" file="failing/a.json" line="26"/>
</testsuite>
<testsuite name="failing/b.json" tests="1" failures="0" errors="1">
<testcase classname="failing/b" name="Unread" file="failing/b.json" line="4">
<error type="duplicate-language" message="scenario \`Unread\`: \`he\` is the same language as another key, \`he\`; keep one">scenario \`Unread\`: \`he\` is the same language as another key, \`he\`; keep one</error>
</testcase>
</testsuite>
</testsuites>
`);
  });

  test("has no failure where all scenarios passed", async () => {
    const { exitCode, stdout } = await run(["test", "--format", "junit"], { cwd });
    expect([exitCode, elementsIn(stdout)]).toEqual([
      0,
      [
        ["testsuites", { name: "contact-routing test rules", tests: "1", failures: "0", errors: "0" }, ""],
        ["testsuite", { name: "rules/good.json", tests: "1", failures: "0", errors: "0" }, ""],
        ["testcase", { classname: "rules/good", name: "Monday: the phone", file: "rules/good.json", line: "4" }, ""],
      ],
    ]);
  });

  test("counts a coverage that is too low as a failure, and one that is not as passed", async () => {
    const low = await run(["test", "--format", "junit", "--fail-under", "90"], { cwd });
    expect([low.exitCode, elementsIn(low.stdout).slice(-2)]).toMatchObject([
      1,
      [
        ["testcase", { name: "the scenarios reach at least 90%", file: "rules" }, ""],
        ["failure", { type: "coverage", message: LOW }, LOW],
      ],
    ]);
    const { exitCode, stdout } = await run(["test", "--format", "junit", "--fail-under", "1"], { cwd });
    expect([exitCode, elementsIn(stdout).length]).toEqual([0, 5]);
    expect(stdout).not.toContain("<failure");
  });

  test.each([
    ["none", "there are scenarios", ["failure", "no-scenarios"]],
    ["broken", "unknown-key /rule", ["error", "unknown-key"]],
  ])("fails for `%s`", async (rules, name, [kind, type]) => {
    const { exitCode, stdout } = await run(["test", rules, "--format", "junit"], { cwd });
    expect(exitCode).toBe(1);
    const elements = elementsIn(stdout);
    const at = elements.findIndex(([, attributes]) => attributes.name === name);
    expect(elements[at + 1]).toMatchObject([kind, { type }, expect.stringMatching(/./)]);
  });

  test("is well-formed XML whatever the rules contain", async () => {
    const { stdout } = await run(["test", "evil", "--format", "junit"], { cwd });
    const cases = elementsIn(stdout).filter(([kind]) => kind === "testcase");
    expect(cases).toEqual([["testcase", { classname: "evil/a&<", name: NAME, file: "evil/a&<.json", line: "4" }, ""]]);
    // Every character that XML 1.0 allows, and no other.
    expect(stdout).toMatch(/^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u);
  });
});

type Element = [name: string, attributes: Record<string, string>, text: string];

/** The elements of a document in the order in which they open. Throws unless it is well-formed. */
function elementsIn(xml: string): Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  const token = /<(\/?)([a-z]+)((?: [a-z]+="[^"<>]*")*)(\/?)>|([^<>]+)/y;
  token.lastIndex = '<?xml version="1.0" encoding="UTF-8"?>\n'.length;
  for (let match = token.exec(xml); match !== null; match = token.exec(xml)) {
    const [all, closes, name = "", attributes = "", isEmpty, text] = match;
    if (text !== undefined) {
      const parent = open.at(-1);
      if (parent !== undefined) parent[2] += unescapeXml(text).trim();
    } else if (closes === "/") expect(open.pop()?.[0], all).toBe(name);
    else {
      const pairs = [...attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, key, value]) => [
        key,
        unescapeXml(value ?? ""),
      ]);
      const element: Element = [name, Object.fromEntries(pairs), ""];
      elements.push(element);
      if (isEmpty === "") open.push(element);
    }
    if (token.lastIndex === xml.length) return elements;
  }
  throw new Error(`not XML: ${xml}`);
}

function unescapeXml(text: string): string {
  return text.replace(/&([^;]*);?/g, (all, name) => {
    const character = ENTITIES[name];
    if (character === undefined) throw new Error(`${all} is not an entity`);
    return character;
  });
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };

function scenario(name: string, expectation: ScenarioExpectation): Scenario {
  const request = { requestType: "order", at: "2026-11-23T10:00:00+01:00", language: "nl" };
  return { name, request: { ...request, agentAvailability: { phone: { nl: 2 } } }, expect: expectation };
}

function written(...scenarios: readonly unknown[]): string {
  return JSON.stringify({ scenarios }, null, 2);
}
