import { readFileSync } from "node:fs";
import { argv, exit, stderr, stdout } from "node:process";
import { parseArgs } from "node:util";
import { compileRuleset } from "../src/compile/compile-ruleset.js";
import { zoneOffsets } from "../src/compile/schedule/zone-offsets.js";
import type { ContactRequest } from "../src/index.js";
import { loadRuleset } from "../src/node.js";
import { loadRules } from "../src/runtime/load-rules.js";
import { dumpSituation } from "./dump-situation.js";

const USAGE = `Usage: npm run debug -- [rules] [--request file.json]

Prints the compiled rules of a ruleset as JSON, or with --request the situation of one request.
`;

const { values, positionals } = parseArgs({
  args: argv.slice(2),
  allowPositionals: true,
  options: { request: { type: "string" }, help: { type: "boolean" } },
});
if (values.help === true || positionals.length > 1) {
  stderr.write(USAGE);
  exit(2);
}
const compiled = await compileRuleset(await loadRuleset(positionals[0] ?? "rules"));
if (values.request === undefined) {
  stdout.write(`${JSON.stringify(compiled, null, 2)}\n`);
} else {
  const request = JSON.parse(readFileSync(values.request, "utf8")) as ContactRequest;
  stdout.write(`${dumpSituation(loadRules(compiled, zoneOffsets), request)}\n`);
}
