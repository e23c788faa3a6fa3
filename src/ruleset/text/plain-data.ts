import type { Node } from "jsonc-parser";
import { nfc } from "../../values/compare-texts.js";
import type { Path, Problem } from "../../values/issue.js";
import { isPlainObject } from "../../values/plain-object.js";
import { type Finding, MAX_FINDINGS } from "../finding.js";
import type { Locator } from "./positions.js";
import { MAX_DEPTH } from "./text-gates.js";

/** Keys with a special meaning in JavaScript. No rule file needs them. */
const RESERVED_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Builds plain data from a syntax tree.
 *
 * Reports what the data would hide: a duplicate key (the first one counts), a number that would be rounded, and a reserved key (which is
 * dropped). Reports the first problems only, if there are very many.
 */
export function buildValue(
  tree: Node,
  locator: Locator,
): { readonly value: unknown; readonly problems: readonly Finding[] } {
  const problems: Finding[] = [];
  return { value: build(tree, []), problems };

  function report(problem: Problem, path: Path, { offset }: Node): void {
    if (problems.length <= MAX_FINDINGS) problems.push({ ...problem, path, offset });
  }

  function build(node: Node, path: Path): unknown {
    if (node.type === "array") return (node.children as Node[]).map((child, index) => build(child, [...path, index]));
    if (node.type === "object") return buildObject(node, path);
    if (node.type === "number") return readNumber(node, path);
    return node.value;
  }

  function buildObject(node: Node, path: Path): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    const firsts = new Map<string, Node>();
    for (const { children } of node.children as Node[]) {
      const [key, value] = children as [Node, Node];
      const name = String(key.value);
      const memberPath = [...path, name];
      const first = firsts.get(nfc(name));
      if (RESERVED_KEYS.has(name)) report(reservedKey(name), memberPath, key);
      else if (first === undefined) {
        firsts.set(nfc(name), key);
        object[name] = build(value, memberPath);
      } else {
        const lines = [first, key].map(({ offset }) => locator.ofOffset(offset).line);
        report(duplicateKey(name, lines), memberPath, key);
      }
    }
    return object;
  }

  function readNumber(node: Node, path: Path): number {
    const number = Number(node.value);
    const problem = checkNumber(number);
    if (problem !== null) report(problem, path, node);
    return number === 0 ? 0 : number;
  }
}

/** Reports a number that JavaScript cannot represent exactly. */
function checkNumber(number: number): Problem | null {
  const isSafe = Number.isFinite(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER;
  const problem = "this number is too large to be kept exactly";
  return isSafe ? null : { code: "number-out-of-range", problem, hint: "write a smaller one" };
}

function reservedKey(name: string): Problem {
  return { code: "reserved-key", problem: `\`${name}\` cannot be a key or an id`, hint: "choose another name" };
}

function duplicateKey(name: string, [first, second]: readonly number[]): Problem {
  const where = first === second ? `on line ${first}` : `on lines ${first} and ${second}`;
  return { code: "duplicate-key", problem: `\`${name}\` is written twice, ${where}`, hint: "keep one" };
}

/**
 * Copies any value as plain JSON data.
 *
 * Runs no getter, follows no prototype, and stops at circles and at huge or hostile values. Drops keys whose value is undefined.
 */
export function copyPlain(input: unknown): { readonly value: unknown; readonly problems: readonly Finding[] } {
  const problems: Finding[] = [];
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
    if (typeof value === "number") {
      const problem = Number.isNaN(value) ? notPlain("`NaN` is not JSON data") : checkNumber(value);
      return problem === null ? value + 0 : report(path, problem);
    }
    if (value === null || ["undefined", "string", "boolean"].includes(typeof value)) return value;
    if (typeof value !== "object") return report(path, notPlain(`a ${typeof value} is not JSON data`));
    if (path.length >= MAX_DEPTH) {
      // Reports only once: objects in a circle are too deep in countless places.
      if (!isTooDeep) report(path, TOO_DEEP);
      isTooDeep = true;
      return null;
    }
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
    if (object instanceof Promise) {
      const problem = "this is a promise, not the data it gives";
      return report(path, { code: "not-plain-data", problem, hint: "put `await` before it" });
    }
    if (!isPlainObject(object)) return report(path, notPlain("this is an object of some class, not plain data"));
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

function notPlain(problem: string): Problem {
  return { code: "not-plain-data", problem, hint: "pass parsed JSON" };
}
