/**
 * A function from assignments to terminals: the number of a node, or of a terminal. In one store, two functions are equal exactly if their
 * numbers are.
 */
export type Node = number;

/** A value for each variable, by level. */
export type Assignment = ArrayLike<number>;

/** The node of a constant function. Values are whole numbers, 0 or more. */
export function terminal(value: number): Node {
  return ~value;
}

/** The value of a terminal. */
export function terminalValue(node: Node): number {
  return ~node;
}

export function isTerminal(node: Node): boolean {
  return node < 0;
}

/** The constant functions of sets: a set is a function to 0 and 1. */
export const FALSE: Node = terminal(0);
export const TRUE: Node = terminal(1);

/**
 * The nodes of multi-terminal multi-valued decision diagrams: reduced and shared (Bryant 1986; Srinivasan, Kam, Malik and Brayton 1990).
 *
 * A node tests one variable and has a child for each value of it. Variables are tested in one fixed order, level by level.
 */
export interface Store {
  /** How many values each variable has, by level. */
  readonly sizes: readonly number[];
  /** The level of the variable that a node tests; `sizes.length` for a terminal. */
  levelOf(node: Node): number;
  /** The function that is left when the variable of `level` has a value. Expects that the node tests no earlier level. */
  childOf(node: Node, level: number, value: number): Node;
  /** The function that goes on with one child for each value of a variable. Expects children that test later levels. */
  make(level: number, children: readonly Node[]): Node;
  /** The set of assignments in which a variable has one of some values. */
  literal(level: number, has: (value: number) => boolean): Node;
  /** How many nodes there are, terminals aside. */
  count(): number;
}

export function createStore(sizes: readonly number[]): Store {
  const end = sizes.length;
  let nodes = 0;
  let levels = new Uint16Array(1024);
  /** Where the children of a node begin. */
  let starts = new Int32Array(1024);
  let children = new Int32Array(4096);
  let used = 0;
  // Open addressing: a slot holds the number of a node plus one, or 0. Never more than half full.
  let slots = new Int32Array(4096);

  const levelOf = (node: Node) => (node < 0 ? end : (levels[node] as number));

  function make(level: number, wanted: readonly Node[]): Node {
    const first = wanted[0] as Node;
    if (wanted.every((child) => child === first)) return first;
    const mask = slots.length - 1;
    let slot = hashOf(level, wanted) & mask;
    for (let entry = slots[slot] as number; entry !== 0; entry = slots[slot] as number) {
      if (isSame(entry - 1, level, wanted)) return entry - 1;
      slot = (slot + 1) & mask;
    }
    return add(slot, level, wanted);
  }

  function add(slot: number, level: number, wanted: readonly Node[]): Node {
    if (nodes === levels.length) {
      levels = grown(levels, new Uint16Array(nodes * 2));
      starts = grown(starts, new Int32Array(nodes * 2));
    }
    if (used + wanted.length > children.length)
      children = grown(children, new Int32Array(children.length * 2 + wanted.length));
    const node = nodes++;
    levels[node] = level;
    starts[node] = used;
    children.set(wanted, used);
    used += wanted.length;
    slots[slot] = node + 1;
    if (nodes * 2 > slots.length) rehash();
    return node;
  }

  function rehash(): void {
    slots = new Int32Array(slots.length * 2);
    const mask = slots.length - 1;
    for (let node = 0; node < nodes; node++) {
      const start = starts[node] as number;
      const level = levels[node] as number;
      let slot = hashOf(level, children, start, start + (sizes[level] as number)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = node + 1;
    }
  }

  function isSame(node: Node, level: number, wanted: readonly Node[]): boolean {
    if (levels[node] !== level) return false;
    const start = starts[node] as number;
    for (let index = 0; index < wanted.length; index++) if (children[start + index] !== wanted[index]) return false;
    return true;
  }

  return {
    sizes,
    levelOf,
    childOf: (node, level, value) =>
      node < 0 || levels[node] !== level ? node : (children[(starts[node] as number) + value] as Node),
    make,
    literal: (level, has) =>
      make(
        level,
        Array.from({ length: sizes[level] as number }, (_, value) => (has(value) ? TRUE : FALSE)),
      ),
    count: () => nodes,
  };
}

function grown<Numbers extends Uint16Array | Int32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}

/** FNV-1a (Fowler, Noll and Vo), a word at a time, with a last mix: the slots go by the lowest bits. */
export function hashOf(seed: number, numbers: ArrayLike<number>, from = 0, until = numbers.length): number {
  let hash = seed ^ 0x811c9dc5;
  for (let index = from; index < until; index++) hash = Math.imul(hash ^ (numbers[index] as number), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
