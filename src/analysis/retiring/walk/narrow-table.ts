import type { ClauseTable, Row } from "../../../runtime/conditions/clause-table.js";
import { hasBit, setBit } from "./clause-tracks.js";

/** A table with the clauses of some owners alone. */
export function clausesOf<Owner>(table: ClauseTable<Owner>, isMeant: (owner: Owner) => boolean): ClauseTable<Owner> {
  return keepClauses(
    table,
    [...table.clauses.keys()].filter((index) => isMeant((table.clauses[index] as { owner: Owner }).owner)),
  );
}

/**
 * A table with those clauses of some owners alone that can hold together with some clause of another, as far as each axis by itself tells.
 * What only matters while that other holds is looked at far less often without the rest.
 *
 * `of` says for whom both are asked: of one candidate; or of two, which have the request and its hours in common.
 */
export function clausesBeside<Owner>(
  table: ClauseTable<Owner>,
  other: ClauseTable<unknown>,
  of: "candidate" | "request",
  isMeant: (owner: Owner) => boolean = () => true,
): ClauseTable<Owner> {
  const rows = of === "candidate" ? rowsOf(table) : rowsOf({ ...table, candidate: [] });
  const otherRows = new Map(rowsOf(other).map((row) => [row.variable, row]));
  const beside = new Int32Array(table.full.length);
  for (const clause of other.clauses.keys()) {
    const left = table.full.slice();
    for (const row of rows) {
      const asked = otherRows.get(row.variable);
      if (asked === undefined) continue;
      const allowed = new Int32Array(left.length);
      for (let axisClass = 0; axisClass < classesOf(row, left.length); axisClass++) {
        if (!isSatisfied(asked, other.full.length, axisClass, clause)) continue;
        for (let word = 0; word < left.length; word++) {
          allowed[word] = (allowed[word] as number) | (row.satisfied[axisClass * left.length + word] as number);
        }
      }
      for (let word = 0; word < left.length; word++) left[word] = (left[word] as number) & (allowed[word] as number);
    }
    for (let word = 0; word < left.length; word++) beside[word] = (beside[word] as number) | (left[word] as number);
  }
  return keepClauses(
    table,
    [...table.clauses.keys()].filter(
      (index) => hasBit(beside, index) && isMeant((table.clauses[index] as { owner: Owner }).owner),
    ),
  );
}

/** The bits of the other clauses are not there any more: fewer words are walked in less time. */
function keepClauses<Owner>(table: ClauseTable<Owner>, kept: readonly number[]): ClauseTable<Owner> {
  if (kept.length === table.clauses.length) return table;
  const words = Math.ceil(kept.length / 32);
  const full = new Int32Array(words);
  for (const index of kept.keys()) setBit(full, index);
  const rows = new Map(
    rowsOf(table).map((row) => {
      const classes = classesOf(row, table.full.length);
      const satisfied = new Int32Array(classes * words);
      for (let axisClass = 0; axisClass < classes; axisClass++) {
        for (const [index, clause] of kept.entries()) {
          if (isSatisfied(row, table.full.length, axisClass, clause)) setBit(satisfied, axisClass * words * 32 + index);
        }
      }
      return [row, { ...row, satisfied }] as const;
    }),
  );
  const kindOf = (of: readonly Row[]) => of.flatMap((row) => rows.get(row) ?? []);
  return {
    clauses: kept.flatMap((index) => table.clauses[index] ?? []),
    request: kindOf(table.request),
    candidate: kindOf(table.candidate),
    hours: kept.map((index) => kindOf(table.hours[index] ?? [])),
    full,
    ofRequest: new Int32Array(words),
    missed: {
      ones: new Int32Array(words),
      twos: new Int32Array(words),
      fours: new Int32Array(words),
      more: new Int32Array(words),
    },
  };
}

function rowsOf({ request, candidate, hours }: ClauseTable<unknown>): readonly Row[] {
  return [...new Set([...request, ...candidate, ...hours.flat()])];
}

function classesOf({ satisfied }: Row, words: number): number {
  return words === 0 ? 0 : satisfied.length / words;
}

function isSatisfied({ satisfied }: Row, words: number, axisClass: number, clause: number): boolean {
  return hasBit(satisfied, axisClass * words * 32 + clause);
}
