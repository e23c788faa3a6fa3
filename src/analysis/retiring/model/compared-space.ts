import type { LoadedChannel, LoadedStep } from "../../../runtime/load-rules.js";
import { groupBy } from "../../../values/group-by.js";
import { countAxes, snapshotAxis } from "./count-axes.js";
import { type CustomerLanguage, candidateClasses, customersOfTwo } from "./language-axes.js";
import { factAxes, requestTypeAxis } from "./request-axes.js";
import type { Side } from "./side.js";
import type { FactAxis, LanguageAxis, RequestTypeAxis, SituationAxis } from "./situation-axis.js";
import type { Space } from "./space.js";

/** All that two rulesets, `before` and `after`, can be told apart in, in a period. */
export type ComparedSpace = Space<readonly [Side, Side]>;

/**
 * The axes of what becomes of some channels. Each channel has sides of its own, the first channel's first: before and after, where two rulesets
 * are compared.
 */
export interface ComparedAxes {
  readonly axes: readonly SituationAxis[];
  readonly channels: readonly string[];
  /** By class of the language axis. */
  readonly customers: readonly (readonly CustomerLanguage[])[];
  /** By class of the language axis: of each desk, whose it is. */
  readonly desks: readonly (readonly Desk[])[];
}

/** The agents of a channel who speak a language. */
export interface Desk {
  readonly channel: string;
  readonly language: string;
}

/** Of two rulesets, or of one. */
type AnySpace = Pick<Space, "sides" | "languages" | "hours">;

/** For customers of one language, and of those of two who have a part in it that one language alone has not. */
export function axesOfOffers(space: ComparedSpace, channel: string): ComparedAxes {
  return comparedAxes(space, [channel], [...space.languages, ...maskedByFallback(space, channel)]);
}

/** For customers of one language. */
export function axesOfReasons(space: ComparedSpace, channel: string): ComparedAxes {
  return comparedAxes(space, [channel], space.languages);
}

/** For customers of one language or two: each channel may be offered in a language of its own. */
export function axesOfOrder(space: AnySpace, channels: readonly [string, string]): ComparedAxes {
  const { sides, languages } = space;
  const distinct = distinctFor(space, channels, languages);
  const ofTwo = distinct.flatMap((first) =>
    distinct.flatMap((second) => (first === second ? [] : customersOfTwo(sides, first, second))),
  );
  return comparedAxes(space, channels, [...languages, ...ofTwo]);
}

/** The axes of the steps that are advised. */
export function axesOfAdvice(space: ComparedSpace): ComparedAxes {
  return { axes: [...space.request.map(readByBoth), space.hours], channels: [], customers: [], desks: [] };
}

function comparedAxes(
  space: AnySpace,
  channels: readonly string[],
  languages: readonly CustomerLanguage[],
): ComparedAxes {
  const { hours } = space;
  const sides = channels.flatMap(() => space.sides);
  const groups = [
    ...groupBy(
      languages.map((language) => ({ language, ...candidatesOf(space, channels, language) })),
      ({ key }) => key,
    ).values(),
  ];
  const language: LanguageAxis = {
    kind: "language",
    classes: groups.flatMap((group, place) =>
      group.slice(0, 1).map(({ language: { sample }, candidates, desks }) => ({
        sample,
        words: sample.join(", "),
        cost: place === 0 ? 0 : 1,
        candidates,
        desks: desks.map(({ channel, language: tag }) => `${channel} ${tag}`),
      })),
    ),
  };
  const most = Math.max(0, ...language.classes.map(({ desks }) => desks.length));
  const counts = Array.from({ length: most }, (_, desk) => countAxes(sides, desk)).flat();
  return {
    axes: [
      ...[requestTypeAxis(sides), ...factAxes(sides)].map(readByBoth),
      language,
      { ...hours, classes: hours.classes.map((each) => ({ ...each, onSides: channels.flatMap(() => each.onSides) })) },
      ...(counts.length === 0 ? [] : [snapshotAxis(sides), ...counts]),
    ],
    channels,
    customers: groups.map((group) => group.map((each) => each.language)),
    desks: groups.map(([first]) => first?.desks ?? []),
  };
}

function candidatesOf({ sides }: AnySpace, channels: readonly string[], { candidates }: CustomerLanguage) {
  const desks: Desk[] = [];
  const joined: LanguageAxis["classes"][number]["candidates"][number][] = [];
  for (const [place, channel] of channels.entries()) {
    const own = candidateClasses(
      sides,
      sides.map(({ compiled }, side) => {
        const index = compiled.channels.findIndex(({ id }) => id === channel);
        return candidates[side]?.[index] ?? [];
      }),
    );
    for (const each of own.candidates) {
      joined.push({ ...each, side: each.side + place * sides.length, desk: each.desk + desks.length });
    }
    desks.push(...own.desks.map((language) => ({ channel, language })));
  }
  const key = JSON.stringify([
    joined.map(({ side, desk, usingFallbackLanguage }) => [side, desk, usingFallbackLanguage]),
    desks.map(({ channel, language }) => [channel, language]),
  ]);
  return { candidates: joined, desks, key };
}

/** One for each that the channels can tell apart. */
function distinctFor(
  space: AnySpace,
  channels: readonly string[],
  languages: readonly CustomerLanguage[],
): CustomerLanguage[] {
  const groups = groupBy(languages, (language) => candidatesOf(space, channels, language).key);
  return [...groups.values()].flatMap((group) => group.slice(0, 1));
}

/**
 * Customers of two languages, where one side would answer the first in itself and the other side in the same language, as the fallback: by
 * itself it shows no difference, before another one it does. All other differences for customers of several languages are differences for
 * one of their languages; see docs/semantics.md.
 */
function maskedByFallback(space: ComparedSpace, channel: string): CustomerLanguage[] {
  const { sides, languages } = space;
  const distinct = distinctFor(space, [channel], languages);
  const places = sides.map(({ compiled }) => compiled.channels.findIndex(({ id }) => id === channel));
  const isMasked = ({ candidates }: CustomerLanguage) => {
    const [before = [], after = []] = candidates.map((bySide, side) => bySide[places[side] ?? -1] ?? []);
    const masks = (one: typeof before, other: typeof before) =>
      one.some(
        (direct) =>
          !direct.usingFallbackLanguage && other.some((each) => each.usingFallbackLanguage && each.tag === direct.tag),
      );
    return masks(before, after) || masks(after, before);
  };
  return distinct
    .filter(isMasked)
    .flatMap((first) => distinct.flatMap((second) => (second === first ? [] : customersOfTwo(sides, first, second))));
}

/** What one side refuses is a change by itself. */
function readByBoth<Axis extends RequestTypeAxis | FactAxis>(axis: Axis): Axis {
  const kept = [...axis.classes.keys()].filter((index) => !axis.classes[index]?.onSides.includes(null));
  const classes = kept.flatMap((index) => axis.classes[index] ?? []);
  if (axis.kind === "request-type") return { ...axis, classes };
  const wordsOf = (some: readonly number[]) => axis.wordsOf(some.map((each) => kept[each] ?? each));
  return { ...axis, classes, wordsOf };
}

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
