import type { Path, Problem } from "../../values/issue.js";
import { MAX_FINDINGS } from "../finding.js";
import { checkNumber, RESERVED_KEYS, reservedKey } from "./json-values.js";
import { MAX_DEPTH } from "./text-gates.js";

/** A problem of a value that is not plain data. */
export interface CopyProblem extends Problem {
  readonly path: Path;
}

/**
 * Copies any value as plain JSON data.
 *
 * Runs no getter, follows no prototype, and stops at circles and at huge or hostile values. Drops keys whose value is undefined.
 */
export function copyPlain(input: unknown): { readonly value: unknown; readonly problems: readonly CopyProblem[] } {
  const problems: CopyProblem[] = [];
  let left = MAX_VALUES;
  let isTooDeep = false;
  try {
    return { value: copy(input, []), problems };
  } catch {
    // A proxy, or another object that throws when it is read.
    return { value: undefined, problems: [{ ...notPlain("the ruleset cannot be read as plain data"), path: [] }] };
  }

  function copy(value: unknown, path: Path): unknown {
    if (--left < 0) return left === -1 ? report(path, TOO_LARGE) : undefined;
    if (typeof value === "number") return copyNumber(value, path);
    if (value === null || ["undefined", "string", "boolean"].includes(typeof value)) return value;
    if (typeof value !== "object") return report(path, notPlain(`a ${typeof value} is no JSON data`));
    if (path.length >= MAX_DEPTH) return reportDepth(path);
    return Array.isArray(value) ? copyList(value, path) : copyObject(value, path);
  }

  function copyList(list: readonly unknown[], path: Path): unknown {
    if (list.length > MAX_VALUES) return report(path, TOO_LARGE);
    const items: unknown[] = [];
    for (let index = 0; index < list.length && left >= 0; index++)
      items.push(copyMember(list, index, [...path, index]) ?? null);
    return items;
  }

  function copyObject(object: object, path: Path): unknown {
    if (object instanceof Promise) return report(path, PROMISE);
    if (!isPlain(object)) return report(path, notPlain("this is an object of some class, not plain data"));
    const copied: Record<string, unknown> = {};
    for (const key of Object.keys(object)) {
      if (left < 0) break;
      const at = [...path, key];
      if (RESERVED_KEYS.has(key)) report(at, reservedKey(key));
      else {
        const member = copyMember(object, key, at);
        if (member !== undefined) copied[key] = member;
      }
    }
    return copied;
  }

  function copyMember(owner: object, key: string | number, path: Path): unknown {
    const property = Object.getOwnPropertyDescriptor(owner, key);
    if (property !== undefined && !("value" in property))
      return report(path, notPlain("this value is computed by a getter"));
    // Counts a hole of a list as a value. Nested lists of holes could be endless work otherwise.
    return copy(property?.value, path);
  }

  function copyNumber(value: number, path: Path): unknown {
    const problem = Number.isNaN(value) ? notPlain("`NaN` is no JSON data") : checkNumber(value);
    return problem === null ? value + 0 : report(path, problem);
  }

  /** Reports only once: objects in a circle are too deep in countless places. */
  function reportDepth(path: Path): null {
    if (isTooDeep) return null;
    isTooDeep = true;
    return report(path, TOO_DEEP);
  }

  /** Returns null in place of the value, so that a list keeps its indices. */
  function report(path: Path, problem: Problem): null {
    if (problems.length <= MAX_FINDINGS) problems.push({ ...problem, path });
    return null;
  }
}

/** More than a file of 1 MiB can contain. A few objects that refer to each other can unfold to far more. */
const MAX_VALUES = 1_000_000;

const TOO_LARGE: Problem = { code: "too-large", problem: "the ruleset is too large", hint: "pass parsed JSON" };
const TOO_DEEP: Problem = {
  code: "too-deep",
  problem: `lists and objects nest more than ${MAX_DEPTH} deep here, or in a circle`,
  hint: "name the inner conditions in `conditions` and refer to them",
};

const PROMISE: Problem = {
  code: "not-plain-data",
  problem: "this is a promise, not the data it gives",
  hint: "put `await` before it",
};

function notPlain(problem: string): Problem {
  return { code: "not-plain-data", problem, hint: "pass parsed JSON" };
}

/** Accepts the `Object.prototype` of another realm, too. */
function isPlain(object: object): boolean {
  const prototype: object | null = Object.getPrototypeOf(object);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
