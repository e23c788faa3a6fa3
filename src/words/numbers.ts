/** `1,234,567`. */
export function formatCount(count: number): string {
  return count.toLocaleString("en-US");
}

/** `1 request`, `1,234 requests`. */
export function countOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** `1 agent`, `2 agents`, `1234 agents`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** A share from 0 to 1: `30.1%`. Only 1 reads as 100%, and only 0 as 0%. */
export function formatShare(share: number): string {
  if (share === 0 || share === 1) return `${share * 100}%`;
  if (share < 0.0005) return "<0.1%";
  return share >= 0.9995 ? ">99.9%" : `${(share * 100).toFixed(1)}%`;
}

/** `2 hours 30 minutes`: the two largest units; the smaller one is left out if it is 0. Parts of a second are dropped. */
export function duration(seconds: number): string {
  const whole = Math.floor(seconds);
  const first = UNITS.findIndex(({ size }) => whole >= size);
  if (first < 0) return "0 seconds";
  const parts = UNITS.slice(first, first + 2).map(({ name, size }, index) => {
    const count = Math.floor((index === 0 ? whole : whole % (UNITS[first]?.size ?? 1)) / size);
    return count === 0 ? "" : plural(count, name);
  });
  return parts.filter((part) => part !== "").join(" ");
}

const UNITS = [
  { name: "day", size: 86_400 },
  { name: "hour", size: 3_600 },
  { name: "minute", size: 60 },
  { name: "second", size: 1 },
];
