import { NOT_CODED } from "../hours/schedule-cursor.js";

/** Results by the code of the hours they were computed for. Most situations meet two: open and closed. */
export interface HoursMemo<Value> {
  firstCode: number;
  first: Value | null;
  secondCode: number;
  second: Value | null;
  others: Map<number, Value> | null;
}

export function createHoursMemo<Value>(): HoursMemo<Value> {
  return { firstCode: NOT_CODED, first: null, secondCode: NOT_CODED, second: null, others: null };
}

/** Returns null if nothing is known for those hours. */
export function recall<Value>(
  { firstCode, first, secondCode, second, others }: HoursMemo<Value>,
  code: number,
): Value | null {
  if (code === firstCode) return first;
  if (code === secondCode) return second;
  return others === null ? null : (others.get(code) ?? null);
}

/** Does nothing for hours without a code. */
export function remember<Value>(memo: HoursMemo<Value>, code: number, value: Value): void {
  if (code === NOT_CODED) return;
  if (memo.first === null) {
    memo.firstCode = code;
    memo.first = value;
  } else if (memo.second === null) {
    memo.secondCode = code;
    memo.second = value;
  } else {
    memo.others ??= new Map();
    memo.others.set(code, value);
  }
}
