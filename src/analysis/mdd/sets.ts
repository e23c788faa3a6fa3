import { type Applied, type Operation, prepare, type WorkLimit } from "./apply.js";
import { memoize } from "./memoize.js";
import { FALSE, isTerminal, type Node, type Store, TRUE } from "./store.js";

/** The assignments that are in some set of each list, and in no set of the first. */
export type Selection = readonly [none: readonly Node[], ...lists: (readonly Node[])[]];

/** The assignments that are in each of some selections. */
export function inEach(...selections: readonly Selection[]): Selection {
  return [selections.flatMap(([none]) => none), ...selections.flatMap(([_, ...lists]) => lists)];
}

/** Selections of what is in some selection of each list. */
export function inSomeOfEach(...lists: readonly (readonly Selection[])[]): Selection[] {
  return lists.reduce<Selection[]>((all, list) => all.flatMap((one) => list.map((each) => inEach(one, each))), [[[]]]);
}

/** Selections of what a selection leaves out. */
export function outside([none, ...lists]: Selection): Selection[] {
  return [...lists.map((list): Selection => [list]), [[], none]];
}

/** Boolean algebra on the sets of a store. Every function throws `WorkLimitReached`. */
export interface Sets {
  select(...selection: Selection): Node;
  /** Finds a selected assignment without making the set: a value for each level, -1 for any; null if there is none. */
  findSelected(...selection: Selection): Int32Array | null;
  union(...sets: readonly Node[]): Node;
  intersection(...sets: readonly Node[]): Node;
  /** The assignments of one set that are in no other. */
  difference(set: Node, ...others: readonly Node[]): Node;
  /** The assignments that are in the set for some values of these variables. */
  exists(set: Node, levels: ReadonlySet<number>): Node;
}

export function createSets(store: Store, limit: WorkLimit): Sets {
  const selected = prepare(store, SELECT, limit);
  return {
    select: selected.apply,
    findSelected: selected.find,
    union: (...sets) => selected.apply([], sets),
    intersection: (...sets) => selected.apply([], ...sets.map((set) => [set])),
    difference: (set, ...others) => selected.apply(others, [set]),
    exists: (set, levels) => exists(store, selected, set, levels),
  };
}

/** The first list is `none`. What two lists have in common cancels: rules that an edit leaves alone cost nothing. */
const SELECT: Operation = {
  settle(lists) {
    const [none = []] = lists;
    if (none[0] === TRUE) return FALSE;
    let open = 0;
    let last = TRUE;
    for (let index = 1; index < lists.length; index++) {
      const list = lists[index] as Node[];
      if (none.length > 0) drop(list, none);
      const first = list[0];
      if (first === undefined) return FALSE;
      if (first === TRUE) list.length = 1;
      else {
        open += list.length;
        last = first;
      }
    }
    return open <= 1 && none.length === 0 ? last : null;
  },
};

/** Drops from a list what is in another one. Both are sorted. */
function drop(list: Node[], others: readonly Node[]): void {
  let kept = 0;
  let place = 0;
  for (const node of list) {
    while (place < others.length && (others[place] as Node) < node) place++;
    if (others[place] !== node) list[kept++] = node;
  }
  list.length = kept;
}

function exists(store: Store, selected: Applied, set: Node, levels: ReadonlySet<number>): Node {
  const visit = memoize((node: Node): Node => {
    if (isTerminal(node)) return node;
    const level = store.levelOf(node);
    const children = Array.from({ length: store.sizes[level] as number }, (_, value) =>
      visit(store.childOf(node, level, value)),
    );
    return levels.has(level) ? selected.apply([], children) : store.make(level, children);
  });
  return visit(set);
}
