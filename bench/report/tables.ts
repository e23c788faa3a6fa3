import type { Growth, Results, Row, SizeRows } from "../results.js";
import { bytes, count, duration, quartiles, times } from "./units.js";

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

export function shippedTable(rows: readonly Row[]): string {
  return table(
    ["the shipped rules", "median", "quartiles", "to the limit", "leaves out"],
    rows.map(({ name, ns, ratio }) => [name, duration(ns.median), quartiles(ns), times(ratio.median), leavesOut(name)]),
  );
}

export function sizesTable(sizes: readonly SizeRows[]): string {
  const names = sizes[0]?.rows.map(({ name }) => name) ?? [];
  return table(
    ["rules", ...names],
    sizes.map(({ rules, rows }) => [
      count(rules),
      ...rows.map(({ ns, ratio }, index) =>
        index === 0
          ? `${duration(ns.median)} (${quartiles(ns)})`
          : `${duration(ns.median)} (${quartiles(ns)}), ${times(ratio.median)}`,
      ),
    ]),
  );
}

export function growthTable(growth: readonly Growth[]): string {
  return table(
    ["axis", "`route`, new situations", "recurring ones", "`createRouter`"],
    growth.map(({ axis, points }) => [
      AXIS_NAMES[axis],
      `${points.map(({ value, ns }) => `${count(value)}: ${duration(ns.median)}`).join(", ")}; ${leastToMost(points.map(({ ns }) => ns.median))}`,
      `${points.map(({ nsAgain }) => duration(nsAgain.median)).join(", ")}; ${leastToMost(points.map(({ nsAgain }) => nsAgain.median))}`,
      points.map(({ createMs }) => duration(createMs.median * 1e6)).join(", "),
    ]),
  );
}

function leastToMost(costs: readonly number[]): string {
  return times((costs.at(-1) ?? Number.NaN) / (costs[0] ?? Number.NaN));
}

export function onceTable({ loading }: Results): string {
  return table(
    ["once in a process", "median", "quartiles"],
    loading.map(({ name, ms }) => [name, duration(ms.median * 1e6), quartiles(scaled(ms, 1e6))]),
  );
}

export function memoryTable({ memory: { routers, decisionBytes, allocated } }: Results): string {
  return table(
    ["memory", ""],
    [
      ...routers.map(({ name, bytes: size }) => [`a router of ${name}`, bytes(size)]),
      ["a decision that is kept", bytes(decisionBytes)],
      ...allocated.map(({ name, bytes: size }) => [`allocated by one call: ${name}`, bytes(size)]),
    ],
  );
}

export function throughputTable({ throughput }: Results): string {
  return table(
    ["threads", "decisions a second", "quartiles"],
    throughput.map(({ threads, perSecond: { median, low, high } }) => [
      String(threads),
      count(rounded(median)),
      `${count(rounded(low))} to ${count(rounded(high))}`,
    ]),
  );
}

export function instantsTable({ instants }: Results): string {
  return table(
    ["distinct instants in random order", "instants", "median", "quartiles"],
    instants.map(({ name, instants: many, ns }) => [name, count(many), duration(ns.median), quartiles(ns)]),
  );
}

const AXIS_NAMES: Readonly<Record<Growth["axis"], string>> = {
  rules: "rules",
  requestTypes: "request types",
  languages: "languages of each channel",
  channels: "channels",
  schedules: "schedules",
  facts: "declared facts, all in the request",
  exceptions: "exceptions of each schedule",
};

const CONDITIONS_ALONE =
  "hours, languages, availability, reasons, times, the request itself: facts are given, worked out beforehand";

function leavesOut(name: string): string {
  if (name === "hand-written limit") return "any other rules; says only the first thing wrong with a request";
  return name.startsWith("route") || name === "safeRoute" || name === "explain" ? "nothing" : CONDITIONS_ALONE;
}

function scaled({ median, low, high }: Row["ns"], by: number): Row["ns"] {
  return { median: median * by, low: low * by, high: high * by };
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
