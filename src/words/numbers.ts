/** `1,234,567`. */
export function formatCount(count: number): string {
  return COUNTS.format(count);
}

/** A share of a whole, from 0 to 1: `30.1%`; what is not all never reads as all, and what is something never as nothing. */
export function formatShare(share: number): string {
  if (share === 0 || share === 1) return `${share * 100}%`;
  if (share < 0.0005) return "<0.1%";
  return share >= 0.9995 ? ">99.9%" : `${(share * 100).toFixed(1)}%`;
}

/** `1 request`, `1,234 requests`. */
export function countOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}

const COUNTS = new Intl.NumberFormat("en-US");
