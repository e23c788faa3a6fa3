import { expect, test } from "vitest";
import { runConsole } from "./run-console.js";

test("docs/command-line.md holds the help of every command; `npm run docs:commands` writes it anew", async () => {
  const help = await helpOf("");
  const commands = [...(/^Commands:\n([\s\S]+?)\n\n/m.exec(help)?.[1] ?? "").matchAll(/^ {2}(\w+)/gm)];
  const names = commands.map(([, name = ""]) => name);
  expect(names).toContain("diff");
  const sections = await Promise.all(names.map(async (name) => sectionOf(`\`${name}\``, await helpOf(name))));
  await expect([INTRODUCTION, sectionOf("All commands", help), ...sections].join("\n")).toMatchFileSnapshot(
    "../../docs/command-line.md",
  );
});

const INTRODUCTION = `# The command line

In a clone, \`npm start\` builds the command, and \`npx contact-routing\` runs it. Each command prints this help with \`--help\`.

<!-- \`npm run docs:commands\` writes this page from the help of the commands. -->
`;

async function helpOf(command: string): Promise<string> {
  const { shown } = await runConsole(`$ contact-routing ${command} --help`, ".", Infinity);
  return shown.slice(shown.indexOf("\n") + 1);
}

function sectionOf(heading: string, help: string): string {
  return `## ${heading}\n\n\`\`\`text\n${help}\n\`\`\`\n`;
}
