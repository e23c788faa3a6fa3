import { expect, it } from "vitest";
import { checkRulesetDocument } from "../../src/ruleset/read-ruleset.js";
import { validDocument } from "./valid-document.js";

const languages = (length: number) => Array.from({ length }, () => "en");

it.each<[string, object, readonly string[]]>([
  ["a list", { languages: languages(1001) }, ["`languages` is a list of 1001; list 1000 at most"]],
  [
    "a text that stands for a list, of which nothing else is said",
    { languages: "x".repeat(1001) },
    [
      `\`languages\` must be a list, not the text \`${"x".repeat(60)}…\`; put each item in its own double quotes, inside \`[ ]\``,
    ],
  ],
])("%s that is too long is told of with how long it may be", (_, part, messages) => {
  const channel = { id: "fax", languages: ["en"], ...part };
  const { channels, ...rest } = validDocument();
  const { issues } = checkRulesetDocument({ ...rest, channels: [...(channels as unknown[]), channel] });
  expect(issues.map(({ message }) => message)).toEqual(messages.map((message) => `channel \`fax\`: ${message}`));
});
