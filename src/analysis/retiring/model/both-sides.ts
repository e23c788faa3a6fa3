import type { LoadedChannel, LoadedStep } from "../../../runtime/load-rules.js";
import type { ComparedSpace } from "./compared-space.js";

/** By side, before and after; undefined where that side does not have it. */
export type BothSides<Part> = readonly [Part | undefined, Part | undefined];

type Sides = ComparedSpace["sides"];

export function channelOnBoth([before, after]: Sides, id: string): BothSides<LoadedChannel> {
  return [find(before.compiled.channels, id), find(after.compiled.channels, id)];
}

export function stepOnBoth([before, after]: Sides, id: string): BothSides<LoadedStep> {
  return [find(before.compiled.steps, id), find(after.compiled.steps, id)];
}

/** Those of after, then those that are no more. */
export function idsOf([before, after]: Sides, part: "channels" | "steps"): string[] {
  return [...new Set([...after.compiled[part], ...before.compiled[part]].map(({ id }) => id))];
}

export function isOnBoth<Part>(both: BothSides<Part>): both is readonly [Part, Part] {
  return both.every((part) => part !== undefined);
}

/** Each two of some, in their order. */
export function pairsOf<Item>(items: readonly Item[]): (readonly [Item, Item])[] {
  return items.flatMap((one, index) => items.slice(index + 1).map((other) => [one, other] as const));
}

function find<Part extends { readonly id: string }>(parts: readonly Part[], id: string): Part | undefined {
  return parts.find((each) => each.id === id);
}
