import { NOT_CODED } from "../hours/schedule-cursor.js";

/** What was worked out for some hours, by their code. Most situations meet two: open and closed. */
export interface ByCode<Value> {
  firstCode: number;
  first: Value | null;
  secondCode: number;
  second: Value | null;
  others: Map<number, Value> | null;
}

export function createByCode<Value>(): ByCode<Value> {
  return { firstCode: NOT_CODED, first: null, secondCode: NOT_CODED, second: null, others: null };
}

/** Null where nothing is kept for those hours. */
export function atCode<Value>(
  { firstCode, first, secondCode, second, others }: ByCode<Value>,
  code: number,
): Value | null {
  if (code === firstCode) return first;
  if (code === secondCode) return second;
  return others === null ? null : (others.get(code) ?? null);
}

/** Keeps nothing for hours without a code. */
export function keepAtCode<Value>(kept: ByCode<Value>, code: number, value: Value): void {
  if (code === NOT_CODED) return;
  if (kept.first === null) {
    kept.firstCode = code;
    kept.first = value;
  } else if (kept.second === null) {
    kept.secondCode = code;
    kept.second = value;
  } else {
    kept.others ??= new Map();
    kept.others.set(code, value);
  }
}
