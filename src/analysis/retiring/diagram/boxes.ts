import type { Level } from "./diagram.js";
import type { Cube } from "./diagram-paths.js";

/** By level, indices of groups, ascending. */
export type Box = readonly (readonly number[])[];

/** What is left of a box, in boxes that have nothing in common. Where nobody reports on the agents, there are no numbers of them to differ in. */
export function subtract(box: Box, taken: Box, levels: readonly Level[]): Box[] {
  const isUnreported = saysNoReport(box, levels);
  const shared = box.map((groups, level) =>
    isUnreported && levels[level]?.axis.kind === "count"
      ? groups
      : groups.filter((group) => taken[level]?.includes(group)),
  );
  if (shared.some((groups) => groups.length === 0)) return [box];
  return box.flatMap((groups, level) => {
    const left = groups.filter((group) => !shared[level]?.includes(group));
    return left.length === 0 ? [] : [[...shared.slice(0, level), left, ...box.slice(level + 1)]];
  });
}

/** With a report and without are looked at each by itself. */
export function splitByReport(box: Box, levels: readonly Level[]): Box[] {
  const level = levels.findIndex(({ axis }) => axis.kind === "snapshot");
  const groups = box[level] ?? [];
  const none = groups.filter((group) => isNoReport(levels[level], group));
  const parts = [none, groups.filter((group) => !none.includes(group))].filter((part) => part.length > 0);
  return parts.length < 2 ? [box] : parts.map((part) => box.with(level, part));
}

function saysNoReport(box: Box, levels: readonly Level[]): boolean {
  const level = levels.findIndex(({ axis }) => axis.kind === "snapshot");
  return level >= 0 && (box[level] ?? []).every((group) => isNoReport(levels[level], group));
}

export function isNoReport(level: Level | undefined, group: number): boolean {
  return level?.axis.kind === "snapshot" && level.axis.classes[level.groups[group]?.[0] ?? -1]?.sample === "none";
}

export function intersect(box: Box, other: Box): Box[] {
  const shared = box.map((groups, level) => groups.filter((group) => other[level]?.includes(group)));
  return shared.some((groups) => groups.length === 0) ? [] : [shared];
}

function sizeOf(box: Box, levels: readonly Level[]): number {
  let size = 1;
  for (const [level, groups] of box.entries()) {
    let classes = 0;
    for (const group of groups) classes += levels[level]?.groups[group]?.length ?? 0;
    size *= classes;
  }
  return size;
}

/** Largest first. */
export function bySize(boxes: readonly Box[], levels: readonly Level[]): Box[] {
  return boxes
    .map((box) => ({ box, size: sizeOf(box, levels) }))
    .sort((a, b) => b.size - a.size)
    .map(({ box }) => box);
}

export function toCube(box: Box, levels: readonly Level[]): Cube {
  return box.map((groups, level) =>
    groups.flatMap((group) => levels[level]?.groups[group] ?? []).sort((a, b) => a - b),
  );
}
