import type { Results } from "../results.js";
import { rowOf } from "./goals.js";
import { growthTable, sizesTable } from "./tables.js";
import { bytes, duration, times } from "./units.js";

/**
 * Puts the figures into the places that the page `docs/performance.md` keeps for them, `<!-- bench: growth -->` to `<!-- /bench -->`.
 *
 * Throws where the page asks for something that is not there.
 */
export function fillPage(page: string, results: Results): string {
  const parts = new Map([
    ["summary", summary(results)],
    ["sizes", sizesTable(results.sizes)],
    ["growth", growthTable(results.growth)],
  ]);
  return page.replace(PLACE, (_, start: string, name: string, end: string) => {
    const text = parts.get(name);
    if (text === undefined) throw new Error(`the page asks for \`${name}\`, which is not measured`);
    return `${start}\n\n${text}\n\n${end}`;
  });
}

const PLACE = /(<!-- bench: (\S+) -->)[\s\S]*?(<!-- \/bench -->)/g;

function summary({ shipped, throughput, memory, machine }: Results): string {
  const ours = rowOf(shipped, "route");
  const engine = rowOf(shipped, "json-rules-engine");
  const allocated = memory.allocated.find(({ name }) => name === "route")?.bytes ?? Number.NaN;
  const perSecond = throughput[0]?.perSecond.median ?? Number.NaN;
  return [
    `On the shipped rules a complete decision takes **${duration(ours.ns.median)}**: ${times(ours.ratio.median)} the same decision written by`,
    `hand in TypeScript, where json-rules-engine takes ${duration(engine.ns.median)} for the conditions alone. It allocates ${bytes(allocated)};`,
    `one thread makes ${Number(perSecond.toPrecision(2)).toLocaleString("en")} decisions a second`,
    `(Node ${machine.versions.node}, ${machine.cpu}, ${machine.date}).`,
  ].join("\n");
}
