import { isSame, type Operation } from "../mdd/apply.js";
import { FALSE, isTerminal, type Node, TRUE } from "../mdd/store.js";

/** A candidate on one of two sides: before and after an edit, or without and with a rule. */
export interface ViewPart {
  readonly side: 0 | 1;
  readonly pool: number;
}

/** What a customer sees of a channel. */
export interface ChannelView {
  /** The agent pool of the offered candidate; null if the channel is withheld. */
  readonly offered: number | null;
  /** If it is withheld: indices of the reasons that withhold rules give. */
  readonly reasons: ReadonlySet<number>;
}

/** Whether a channel may still be offered, and whether it surely is. */
export interface OfferOutlook {
  readonly may: boolean;
  readonly surely: boolean;
}

/**
 * Compares what customers see of one channel on two sides. The result is `FALSE` where they see the same.
 *
 * `mayDiffer` ends a search early: false if the result is `FALSE` in any case.
 *
 * Takes a list with the care set; then for each part the conjuncts of its offer rules and, for each reason, those of its withhold rules. The
 * parts of a side stand in the order in which they are considered. An always channel offers with `TRUE`.
 */
export function compareViews(
  parts: readonly ViewPart[],
  reasons: number,
  resultOf: (before: ChannelView, after: ChannelView) => Node,
  mayDiffer: (before: OfferOutlook, after: OfferOutlook) => boolean = () => true,
): Operation {
  const width = 1 + reasons;
  const isAlike = haveAlikeParts(parts);

  function viewOf(lists: readonly Node[][], side: 0 | 1): ChannelView {
    const given = new Set<number>();
    for (const [index, part] of parts.entries()) {
      const start = 1 + index * width;
      if (part.side !== side || lists[start]?.length === 0) continue;
      const stops = Array.from({ length: reasons }, (_, reason) => reason).filter(
        (reason) => lists[start + 1 + reason]?.length !== 0,
      );
      if (stops.length === 0) return { offered: part.pool, reasons: NONE };
      for (const reason of stops) given.add(reason);
    }
    return { offered: null, reasons: given };
  }

  return {
    settle(lists) {
      if (lists[0]?.length === 0) return FALSE;
      for (const list of lists) absorb(list);
      const isOffered = [false, false];
      const mayBeOffered = [false, false];
      for (const [index, { side }] of parts.entries()) {
        const start = 1 + index * width;
        const offers = lists[start] as Node[];
        if (isOffered[side] === true) offers.length = 0;
        const stops = lists.slice(start + 1, start + width);
        if (offers.length === 0) for (const list of stops) list.length = 0;
        else mayBeOffered[side] = true;
        if (offers[0] === TRUE && stops.every((list) => list.length === 0)) isOffered[side] = true;
      }
      const [before, after] = [0, 1].map((side) => ({
        may: mayBeOffered[side] === true,
        surely: isOffered[side] === true,
      }));
      if (!mayDiffer(before as OfferOutlook, after as OfferOutlook)) return FALSE;
      if (isAlike && haveAlikeLists(parts, width, lists)) return FALSE;
      if (!lists.slice(1).every(isDecided)) return null;
      return withinCare(lists[0] as Node[], resultOf(viewOf(lists, 0), viewOf(lists, 1)));
    },
  };
}

const NONE: ReadonlySet<number> = new Set();

/** Whether the sides consider the same agent pools in the same order. */
export function haveAlikeParts(parts: readonly ViewPart[]): boolean {
  const [before, after] = [0, 1].map((side) => parts.flatMap((part) => (part.side === side ? part.pool : [])));
  return String(before) === String(after);
}

/** Whether nothing can differ any more: the same is left to ask on both sides. */
function haveAlikeLists(parts: readonly ViewPart[], width: number, lists: readonly Node[][]): boolean {
  const [before, after] = [0, 1].map((side) => [...parts.keys()].filter((index) => parts[index]?.side === side));
  return (before as number[]).every((index, place) => {
    const [one, other] = [1 + index * width, 1 + (after?.[place] as number) * width];
    for (let each = 0; each < width; each++) if (!isSame(lists[one + each], lists[other + each])) return false;
    return true;
  });
}

/** What surely holds makes all else in its list unimportant. */
function absorb(list: Node[]): void {
  if (list[0] === TRUE) list.length = 1;
}

function isDecided(list: readonly Node[]): boolean {
  return list.length === 0 || (list.length === 1 && isTerminal(list[0] as Node));
}

/** Null if the care set is still to be split: the result is only true in it. */
function withinCare([care]: readonly Node[], result: Node): Node | null {
  if (result === FALSE || care === TRUE) return result;
  return result === TRUE ? (care ?? null) : null;
}
