import { readFileSync } from "node:fs";
import { argv, exit, stdout } from "node:process";

/**
 * Holds the survivors of a run against `test/mutation.md`: each is to stand there with the line that it is in, and the reason.
 *
 * Prints a line for each folder, and each line of source that is not listed, as it is to stand there. Ends with 1 where there is one.
 */
const [report = "reports/mutation.json"] = argv.slice(2);
const { files } = JSON.parse(readFileSync(report, "utf8"));
const listed = readListed(readFileSync("test/mutation.md", "utf8"));

const folders = new Map();
const unlisted = [];
for (const [file, { source, mutants }] of Object.entries(files)) {
  const folder = file.split("/").slice(0, 2).join("/");
  const counts = folders.get(folder) ?? { killed: 0, listed: 0, unlisted: 0 };
  folders.set(folder, counts);
  const lines = source.split("\n");
  const survivors = new Map();
  for (const { status, location, mutatorName, replacement } of mutants) {
    if (status === "Killed" || status === "Timeout") counts.killed++;
    if (status !== "Survived" && status !== "NoCoverage") continue;
    const line = lines[location.start.line - 1].trim();
    survivors.set(line, [...(survivors.get(line) ?? []), `${mutatorName} to ${replacement.replaceAll("\n", " ")}`]);
  }
  const unknown = [...survivors].filter(([line, changes]) => changes.length > (listed.get(`${file} ${line}`) ?? 0));
  counts.unlisted += sum(unknown);
  counts.listed += sum([...survivors]) - sum(unknown);
  if (unknown.length > 0) unlisted.push({ file, unknown });
}

for (const [folder, { killed, listed, unlisted }] of folders) {
  const all = killed + listed + unlisted;
  const score = ((100 * killed) / all).toFixed(1);
  stdout.write(
    `${folder}: ${all} changes, ${killed} killed (${score} %), ${listed} survive as listed, ${unlisted} do not\n`,
  );
}
for (const { file, unknown } of unlisted) {
  stdout.write(`\n### \`${file}\`\n\n`);
  for (const [line, changes] of unknown) stdout.write(`- ${asCode(line)} (${changes.length}): ${changes.join("; ")}\n`);
}
exit(unlisted.length > 0 ? 1 : 0);

/** How many changes are listed, by their file and line. */
function readListed(text) {
  const counts = new Map();
  let file = "";
  for (const line of text.split("\n")) {
    file = /^### `(.+)`$/.exec(line)?.[1] ?? file;
    const entry = /^- (`+) ?(.+?) ?\1 \((\d+)\): /.exec(line);
    if (entry !== null) counts.set(`${file} ${entry[2]}`, Number(entry[3]));
  }
  return counts;
}

function sum(survivors) {
  return survivors.reduce((total, [, changes]) => total + changes.length, 0);
}

function asCode(line) {
  return line.includes("`") ? `\`\` ${line} \`\`` : `\`${line}\``;
}
