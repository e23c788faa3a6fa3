import { readFileSync, writeFileSync } from "node:fs";
import { FULL, QUICK } from "./plan.js";
import { formatResults } from "./report/format-results.js";
import { fillPage } from "./report/performance-page.js";
import { drawPlot } from "./report/plot.js";
import type { Results } from "./results.js";
import { runAll } from "./run.js";

const quick = process.argv.includes("--quick");
if (process.argv.includes("--redraw")) {
  write(JSON.parse(readFileSync("bench/results.json", "utf8")) as Results);
} else {
  const started = performance.now();
  const results = await runAll(quick ? QUICK : FULL, (what) => {
    console.error(`${String(Math.round((performance.now() - started) / 1000)).padStart(4)} s  ${what}`);
  });
  console.log(formatResults(results));
  if (!quick) {
    writeFileSync("bench/results.json", `${JSON.stringify(results, null, 2)}\n`);
    write(results);
  }
}

function write(results: Results): void {
  writeFileSync("bench/RESULTS.md", formatResults(results));
  writeFileSync("docs/performance.svg", drawPlot(results));
  writeFileSync("docs/performance.md", fillPage(readFileSync("docs/performance.md", "utf8"), results));
}
