import type { Results } from "../results.js";
import { ROUTE } from "../suites/shipped.js";
import { ROUTE_AGAIN } from "../suites/sizes.js";
import { duration } from "./units.js";

interface Line {
  readonly name: string;
  readonly colour: string;
  /** Told apart without colours, too. */
  readonly dash: string;
  readonly points: readonly (readonly [rules: number, ns: number])[];
}

const WIDTH = 760;
const HEIGHT = 420;
const PLOT = { left: 70, right: 570, top: 40, bottom: 365 };
/** Read on white and on black. */
const INK = "#7b8490";
const STROKES = [
  { colour: "#2f9e55", dash: "" },
  { colour: "#2f9e55", dash: "3 3" },
  { colour: "#e0564c", dash: "8 4" },
  { colour: "#9a73e6", dash: "2 4" },
  { colour: "#c08a1e", dash: "10 4 2 4" },
];

const OWN_NAMES = new Map([
  [ROUTE, "contact-routing, new"],
  [ROUTE_AGAIN, "contact-routing, recurring"],
]);

/** Cost of a decision against the number of rules, both logarithmic, as SVG. */
export function drawPlot({ sizes }: Results): string {
  const names = sizes[0]?.rows.map(({ name }) => name) ?? [];
  const lines = names.map((name, index): Line => {
    const { colour = INK, dash = "" } = STROKES[index] ?? {};
    const points = sizes.flatMap(({ rules, rows }) =>
      rows.filter((row) => row.name === name).map(({ ns }) => [rules, ns.median] as const),
    );
    return { name: OWN_NAMES.get(name) ?? name, colour, dash, points };
  });
  const scale = scalesOf(lines);
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="system-ui, sans-serif" font-size="13">`,
    "<title>Cost of one decision against the number of rules</title>",
    `<desc>${describe(lines)}</desc>`,
    ...grid(scale),
    ...lines.map((line) => drawLine(line, scale)),
    ...labels(lines, scale),
    "</svg>",
  ].join("\n")}\n`;
}

interface Scales {
  readonly x: (rules: number) => number;
  readonly y: (ns: number) => number;
  readonly rules: readonly number[];
  /** Powers of ten that the figures lie between. */
  readonly ns: readonly number[];
}

function scalesOf(lines: readonly Line[]): Scales {
  const points = lines.flatMap((line) => line.points);
  const rules = [...new Set(points.map(([many]) => many))];
  const costs = points.map(([, ns]) => Math.log10(ns));
  const [least, most] = [Math.floor(Math.min(...costs)), Math.ceil(Math.max(...costs))];
  const [fewest, fullest] = [Math.log10(Math.min(...rules)), Math.log10(Math.max(...rules))];
  return {
    x: (many) => PLOT.left + ((Math.log10(many) - fewest) / (fullest - fewest)) * (PLOT.right - PLOT.left),
    y: (ns) => PLOT.bottom - ((Math.log10(ns) - least) / (most - least)) * (PLOT.bottom - PLOT.top),
    rules,
    ns: Array.from({ length: most - least + 1 }, (_, index) => 10 ** (least + index)),
  };
}

function grid({ x, y, rules, ns }: Scales): string[] {
  return [
    ...ns.map(
      (cost) => rule(PLOT.left, y(cost), PLOT.right, y(cost)) + text(PLOT.left - 8, y(cost) + 4, power(cost), "end"),
    ),
    ...rules.map(
      (many) =>
        rule(x(many), PLOT.top, x(many), PLOT.bottom) +
        text(x(many), PLOT.bottom + 20, many.toLocaleString("en"), "middle"),
    ),
    text((PLOT.left + PLOT.right) / 2, PLOT.bottom + 42, "rules", "middle"),
    text(PLOT.left - 60, PLOT.top - 18, "a decision takes", "start"),
  ];
}

function power(ns: number): string {
  return duration(ns).replace(/\.0+(?= )/, "");
}

function rule(x1: number, y1: number, x2: number, y2: number): string {
  return `<path d="M${at(x1)} ${at(y1)}L${at(x2)} ${at(y2)}" stroke="${INK}" stroke-opacity="0.3"/>`;
}

function drawLine({ colour, dash, points }: Line, { x, y }: Scales): string {
  const path = points.map(([rules, ns], index) => `${index === 0 ? "M" : "L"}${at(x(rules))} ${at(y(ns))}`).join("");
  const dots = points.map(([rules, ns]) => `<circle cx="${at(x(rules))}" cy="${at(y(ns))}" r="3.5" fill="${colour}"/>`);
  const dashes = dash === "" ? "" : ` stroke-dasharray="${dash}"`;
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="2.5"${dashes}/>${dots.join("")}`;
}

/** Beside the last point of each line, moved apart where they would overlap. */
function labels(lines: readonly Line[], { y }: Scales): string[] {
  const wanted = lines
    .map(({ name, colour, points }) => ({ name, colour, y: y(points.at(-1)?.[1] ?? 1) }))
    .sort((a, b) => a.y - b.y);
  let above = Number.NEGATIVE_INFINITY;
  return wanted.map(({ name, colour, y: place }) => {
    above = Math.max(place, above + 18);
    return text(PLOT.right + 12, above + 4, name, "start", colour);
  });
}

function text(x: number, y: number, shown: string, anchor: string, fill = INK): string {
  return `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}" fill="${fill}">${shown}</text>`;
}

function at(value: number): string {
  return value.toFixed(1).replace(/\.0$/, "");
}

function describe(lines: readonly Line[]): string {
  const last = lines.map(({ name, points }) => `${name} ${duration(points.at(-1)?.[1] ?? Number.NaN)}`);
  return `At the most rules: ${last.join(", ")}.`;
}
