import type { LoadedRule } from "../../../runtime/conditions/load-conditions.js";
import type { CandidateClass, SituationAxis } from "../model/situation-axis.js";
import { hasBit, joinTracks, type Track } from "./clause-tracks.js";
import { createWalkSide } from "./walk-side.js";

/**
 * Whether two sides ask just the same, clause by clause, of just the same candidates, in whatever order and words: then nothing can differ,
 * and no situation has to be looked at. Where they do not, they may still come to the same.
 *
 * `meaningOf` is what it matters for that a clause holds.
 */
export function haveSameClauses(
  axes: readonly SituationAxis[],
  tracks: readonly (readonly Track[])[],
  meaningOf: (rule: LoadedRule) => string = () => "",
): boolean {
  const [before, after] = tracks.map((ofSide, side) => signaturesOf(axes, ofSide, side, meaningOf));
  return before === after && haveSameCandidates(axes);
}

function signaturesOf(
  axes: readonly SituationAxis[],
  tracks: readonly Track[],
  side: number,
  meaningOf: (rule: LoadedRule) => string,
): string {
  const joined = joinTracks(tracks);
  const { satisfied, ofCandidates } = createWalkSide(axes, side, joined);
  const language = axes.findIndex(({ kind }) => kind === "language");
  const languages = axes[language];
  const columns = axes.flatMap((_, level) => {
    if (level !== language) return satisfied[level] ?? [];
    return ofCandidates.flatMap((places, axisClass) => {
      const candidates = languages?.kind === "language" ? (languages.classes[axisClass]?.candidates ?? []) : [];
      return places.filter((_, place) => candidates[place]?.side === side);
    });
  });
  return tracks
    .map(({ table }, track) => {
      const start = (joined.starts[track] as number) * 32;
      const clauses = table.clauses.map(({ owner }, index) => {
        const answers = columns.map((column) => (hasBit(column, start + index) ? "1" : "0")).join("");
        return `${answers} ${meaningOf(owner as LoadedRule)}`;
      });
      return [...new Set(clauses)].sort().join();
    })
    .join("|");
}

function haveSameCandidates(axes: readonly SituationAxis[]): boolean {
  return axes.every(
    (axis) =>
      axis.kind !== "language" ||
      axis.classes.every(({ candidates }) => {
        const of = (side: number) => candidates.filter((each) => each.side === side).map(keyOf);
        return of(0).join() === of(1).join();
      }),
  );
}

function keyOf({ desk, usingFallbackLanguage }: CandidateClass): string {
  return `${desk}${usingFallbackLanguage ? "f" : ""}`;
}
