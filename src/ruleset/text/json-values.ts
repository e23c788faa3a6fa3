import type { Node } from "jsonc-parser";
import type { Path, Problem } from "../../values/issue.js";
import { MAX_FINDINGS } from "../finding.js";
import type { Locator, OffsetProblem } from "./positions.js";

/** A problem that only the text shows, with its place. */
export interface TextProblem extends OffsetProblem {
  readonly path: Path;
}

/** Keys with a special meaning in JavaScript. No rule file needs them. */
export const RESERVED_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Builds plain data from a syntax tree.
 *
 * Reports what the data would hide: a duplicate key (the first one counts), a number that would be rounded, and a reserved key (which is
 * dropped). Reports the first problems only, if there are very many.
 */
export function buildValue(
  tree: Node,
  locator: Locator,
): { readonly value: unknown; readonly problems: readonly TextProblem[] } {
  const problems: TextProblem[] = [];
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
      const first = firsts.get(name);
      if (RESERVED_KEYS.has(name)) report(reservedKey(name), memberPath, key);
      else if (first === undefined) {
        firsts.set(name, key);
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
export function checkNumber(number: number): Problem | null {
  const isSafe = Number.isFinite(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER;
  const problem = "this number is too large to be kept exactly";
  return isSafe ? null : { code: "number-out-of-range", problem, hint: "write a smaller one" };
}

export function reservedKey(name: string): Problem {
  return { code: "reserved-key", problem: `\`${name}\` cannot be a key or an id`, hint: "choose another name" };
}

function duplicateKey(name: string, [first, second]: readonly number[]): Problem {
  const where = first === second ? `on line ${first}` : `on lines ${first} and ${second}`;
  return { code: "duplicate-key", problem: `\`${name}\` is written twice, ${where}`, hint: "keep one" };
}
