import type { Spread } from "../statistics.js";

/** Three significant digits, in the unit that suits. */
export function duration(ns: number): string {
  if (ns < 1e3) return `${short(ns)} ns`;
  if (ns < 1e6) return `${short(ns / 1e3)} µs`;
  return ns < 1e9 ? `${short(ns / 1e6)} ms` : `${short(ns / 1e9)} s`;
}

/** The quartiles, as `1.20 to 1.31 µs`. */
export function quartiles({ low, high }: Spread): string {
  const [from, fromUnit] = duration(low).split(" ");
  const [to, toUnit] = duration(high).split(" ");
  return fromUnit === toUnit ? `${from} to ${to} ${toUnit}` : `${from} ${fromUnit} to ${to} ${toUnit}`;
}

export function bytes(count: number): string {
  if (count < 1e3) return `${short(count)} B`;
  return count < 1e6 ? `${short(count / 1e3)} KB` : `${short(count / 1e6)} MB`;
}

export function times(ratio: number): string {
  return `${short(ratio)} ×`;
}

export function count(value: number): string {
  return value.toLocaleString("en");
}

function short(value: number): string {
  if (!Number.isFinite(value)) return "–";
  if (value >= 1000) return count(Number(value.toPrecision(3)));
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
