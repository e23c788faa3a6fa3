import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "./console.js";
import { removeFolder, writeDeskFolder } from "./desk-folder.js";

let cwd: string;

beforeAll(() => {
  cwd = writeDeskFolder();
});

afterAll(() => {
  removeFolder(cwd);
});

const SATURDAY = ["route", "--type", "order", "--at", "last saturday 17:30", "--language", "Polish"];

describe("`route --channel`", () => {
  test("shows all that keeps a channel from being offered, and what would have to change", async () => {
    const { exitCode, stdout } = await run([...SATURDAY, "--channel", "phone"], { cwd });
    expect(exitCode).toBe(0);
    expect(stdout.slice(stdout.indexOf("✗ phone"))).toMatchInlineSnapshot(`
      "✗ phone is withheld: does not open for this request

      All that keeps phone from being offered
        ✗  not in Polish; only in English and Dutch [language-not-served]
        ✗  outside the hours of desk: normally mon-fri 09:00-18:00 (Europe/Amsterdam)
           [outside-hours]
        ✗  nobody reported how many agents are free [availability-unknown]
           The phone is answered at the desk. [phone-in-hours]

      What would have to change
        1. Phone needs: pl among its languages; Saturday hours after 17:30 in desk; a
           free agent who speaks Polish.
        2. Phone needs: a customer who asks for English or Dutch; Saturday hours after
           17:30 in desk; a free agent who speaks that language.
      "
    `);
  });

  test.each([
    [["--type", "fraud", "--language", "nl", "--agents", "phone=1"], "Phone needs: the request type order."],
    [["--type", "order", "--language", "nl", "--agents", "none"], "Phone needs: a free agent who speaks Dutch."],
    [
      ["--type", "order", "--language", "nl", "--agents", "phone=1", "--closed", "phone"],
      "Phone needs: to be switched on again.",
    ],
    [
      ["--type", "order", "--language", "nl", "--agents", "phone=1", "--as-of", "today 9:00"],
      "Phone needs: a recent report on the agents.",
    ],
  ])("of %o says: %s", async (argv, needs) => {
    const { stdout } = await run(["route", ...argv, "--channel", "phone"], { cwd });
    expect(stdout).toContain(`1. ${needs}`);
  });

  test("of a channel that is offered shows the offer", async () => {
    const { stdout } = await run(["route", "--type", "order", "--agents", "free", "--channel", "phone"], { cwd });
    expect(stdout).toContain("phone  in English, until today at 18:00 [phone-in-hours]");
    expect(stdout).not.toContain("email");
    expect(stdout).not.toContain("needs:");
  });

  test("prints data for a program, with `--explain` the explanation of the channel too", async () => {
    const argv = [...SATURDAY, "--channel", "phone", "--json"];
    const found = JSON.parse((await run(argv, { cwd })).stdout) as { remedies: unknown[] };
    expect(found.remedies).toHaveLength(2);
    const explained = JSON.parse((await run([...argv, "--explain"], { cwd })).stdout) as {
      explanation: { channels: { channel: string }[] };
    };
    expect(explained).toMatchObject(found);
    expect(explained.explanation.channels.map(({ channel }) => channel)).toEqual(["phone"]);
  });

  test("refuses a channel that the rules do not have", async () => {
    const { exitCode, stderr } = await run([...SATURDAY, "--channel", "fone"], { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("--channel");
    expect(stderr).toContain("unknown channel `fone`");
  });
});

describe("`--agents`", () => {
  test.each([
    ["free", "Agents    as if free in every language of every channel", "1  phone"],
    ["none", "Agents    as if nobody were free in any channel", "no agent is free"],
    ["unknown", "Agents    as if nobody reported who is free", "nobody reported how many agents are free"],
  ])("%s is an assumption that the answer names", async (assumption, named, outcome) => {
    const { stdout } = await run(["route", "--type", "fraud", "--language", "nl", "--agents", assumption], { cwd });
    expect(stdout).toContain(named);
    expect(stdout).not.toContain("This holds for");
    const order = await run(["route", "--type", "order", "--language", "nl", "--agents", assumption], { cwd });
    expect(order.stdout).toContain(outcome === "1  phone" ? "phone  in Dutch" : outcome);
    const matrix = await run(["matrix", "--agents", assumption], { cwd });
    expect(matrix.stdout).toContain(named.slice("Agents    ".length));
  });

  test("numbers of other flags go before the assumption", async () => {
    const argv = ["route", "--type", "order", "--language", "nl", "--agents", "free", "--wait", "chat.nl=700"];
    const { stdout } = await run(argv, { cwd });
    expect(stdout).toContain("the wait is 11 minutes 40 seconds");
    expect(stdout).toContain("phone  in Dutch");
  });

  test("two assumptions contradict each other", async () => {
    const { stderr } = await run(["route", "--type", "order", "--agents", "free", "--agents", "none"], { cwd });
    expect(stderr).toBe("error: `--agents` assumes both `free` and `none`; keep one\n");
  });
});
