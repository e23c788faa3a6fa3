import { cheapestAssignment, resultOf } from "./paths.js";
import { type Assignment, FALSE, hashOf, type Node, type Store, terminal } from "./store.js";

/**
 * An operation on lists of functions, assignment by assignment: what `apply` is to two functions (Bryant 1986), for any number of them.
 *
 * Taking all operands at once avoids the intermediate results of a fold, and ends as soon as the result is certain.
 */
export interface Operation {
  /**
   * Returns the result if it is certain already, or null if it depends on further variables. May drop from the lists what no longer
   * matters. Each list is sorted, has no two equal functions and no `FALSE`; terminals come first, the highest value before the others.
   */
  settle(lists: Node[][]): Node | null;
}

/** Whether two lists of an operation have the same functions. */
export function isSame(one: readonly Node[] = [], other: readonly Node[] = []): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false;
  return true;
}

/** How much work may still be done. One limit may be shared by many operations. */
export interface WorkLimit {
  left: number;
}

/** Thrown when a {@link WorkLimit} is used up. */
export class WorkLimitReached extends Error {}

/**
 * Runs one of several tasks with its share of a work limit, so that a task that takes much work leaves the others their share. `tasks` counts
 * the tasks that still have to run, this one included. Returns null if the share is used up.
 */
export function withinShare<Result>(limit: WorkLimit, tasks: number, run: () => Result): Result | null {
  return withinWork(limit, Math.ceil(limit.left / tasks), run);
}

/** Runs a task with a part of a work limit. Returns null if that is used up. */
export function withinWork<Result>(limit: WorkLimit, most: number, run: () => Result): Result | null {
  const share = Math.max(0, Math.min(most, limit.left));
  const kept = limit.left - share;
  limit.left = share;
  try {
    return run();
  } catch (error) {
    if (error instanceof WorkLimitReached) return null;
    throw error;
  } finally {
    limit.left = kept + Math.max(0, limit.left);
  }
}

/** An operation, ready to be run on the functions of a store. It remembers its results. */
export interface Applied {
  /** Throws {@link WorkLimitReached}. */
  apply(...lists: readonly (readonly Node[])[]): Node;
  /** The result for one assignment. */
  at(assignment: Assignment, ...lists: readonly (readonly Node[])[]): Node;
  /**
   * Looks for an assignment whose result is not `FALSE`, without making the result's nodes. Gives a value for each level, -1 for any; null
   * if there is none. Throws {@link WorkLimitReached}.
   */
  find(...lists: readonly (readonly Node[])[]): Int32Array | null;
}

export function prepare(store: Store, operation: Operation, limit: WorkLimit): Applied {
  const results = createListMemo();
  const failed = createListMemo();
  return {
    apply: (...lists) => apply(lists.map(sortedSet)),
    at: (assignment, ...lists) => {
      const terminals = lists.map((list) => list.map((node) => terminal(resultOf(store, node, assignment))));
      // Without variables left, every operation is certain.
      return operation.settle(terminals.map(sortedSet)) as Node;
    },
    find(...lists) {
      const assignment = new Int32Array(store.sizes.length).fill(-1);
      return find(lists.map(sortedSet), assignment) ? assignment : null;
    },
  };

  function apply(lists: Node[][]): Node {
    const certain = operation.settle(lists);
    if (certain !== null) return certain;
    const entry = results.entryOf(lists);
    const known = results.get(entry);
    if (known !== NONE) return known;
    pay(lists);
    const level = topLevel(lists);
    const children: Node[] = [];
    for (let value = 0; value < (store.sizes[level] as number); value++)
      children.push(apply(childrenOf(lists, level, value)));
    const node = store.make(level, children);
    results.set(entry, node);
    return node;
  }

  function find(lists: Node[][], assignment: Int32Array): boolean {
    const certain = operation.settle(lists);
    if (certain !== null) {
      const found = cheapestAssignment(
        store,
        certain,
        (value) => value !== 0,
        () => 0,
      );
      if (found !== null)
        for (let level = store.levelOf(certain); level < found.length; level++)
          assignment[level] = found[level] as number;
      return found !== null;
    }
    const entry = failed.entryOf(lists);
    if (failed.get(entry) !== NONE) return false;
    pay(lists);
    const level = topLevel(lists);
    for (let value = 0; value < (store.sizes[level] as number); value++) {
      assignment[level] = value;
      if (find(childrenOf(lists, level, value), assignment)) return true;
    }
    assignment[level] = -1;
    failed.set(entry, FALSE);
    return false;
  }

  function pay(lists: readonly (readonly Node[])[]): void {
    limit.left--;
    for (const list of lists) limit.left -= list.length >> SHARE_OF_OPERAND;
    if (limit.left < 0) throw new WorkLimitReached();
  }

  function topLevel(lists: readonly (readonly Node[])[]): number {
    let top = store.sizes.length;
    for (const list of lists) for (const node of list) top = Math.min(top, store.levelOf(node));
    return top;
  }

  function childrenOf(lists: readonly (readonly Node[])[], level: number, value: number): Node[][] {
    return lists.map((list) => {
      // Most lists have one function. An array that grows would take it ten times the memory.
      if (list.length === 1) {
        const child = store.childOf(list[0] as Node, level, value);
        return child === FALSE ? [] : [child];
      }
      const children: Node[] = [];
      for (const node of list) {
        const child = store.childOf(node, level, value);
        if (child !== FALSE) children.push(child);
      }
      return sortInPlace(children);
    });
  }
}

/** 32 operands more cost as much as one step. */
const SHARE_OF_OPERAND = 5;

function sortedSet(list: readonly Node[]): Node[] {
  return sortInPlace(list.filter((node) => node !== FALSE));
}

/** Sorts, and drops what is there twice. */
function sortInPlace(list: Node[]): Node[] {
  if (list.length < 2) return list;
  let isSorted = true;
  for (let index = 1; index < list.length; index++) {
    if ((list[index] as Node) <= (list[index - 1] as Node)) {
      isSorted = false;
      break;
    }
  }
  if (isSorted) return list;
  list.sort((a, b) => a - b);
  let kept = 1;
  for (let index = 1; index < list.length; index++) {
    if (list[index] !== list[index - 1]) list[kept++] = list[index] as Node;
  }
  list.length = kept;
  return list;
}

/** A node for each of many lists of lists, in typed arrays: there are millions of them. */
interface ListMemo {
  /** The place of some lists; a new one if they were never seen. */
  entryOf(lists: readonly (readonly Node[])[]): number;
  get(entry: number): Node;
  set(entry: number, node: Node): void;
}

/** No node, and no terminal, has this number. */
const NONE = 0x7fffffff;

function createListMemo(): ListMemo {
  // An entry: its result, the length of its key, its key. A key is the lists one after the other, each behind its length.
  let entries = new Int32Array(1024);
  let used = 0;
  let count = 0;
  let slots = new Int32Array(512);
  let key = new Int32Array(64);

  function readKey(lists: readonly (readonly Node[])[]): number {
    let length = lists.length;
    for (const list of lists) length += list.length;
    if (length > key.length) key = new Int32Array(length * 2);
    let at = 0;
    for (const list of lists) {
      key[at++] = list.length;
      for (const node of list) key[at++] = node;
    }
    return length;
  }

  function isKey(entry: number, length: number): boolean {
    if (entries[entry + 1] !== length) return false;
    for (let index = 0; index < length; index++) if (entries[entry + 2 + index] !== key[index]) return false;
    return true;
  }

  function rehash(): void {
    slots = new Int32Array(slots.length * 2);
    const mask = slots.length - 1;
    for (let entry = 0; entry < used; entry += 2 + (entries[entry + 1] as number)) {
      const length = entries[entry + 1] as number;
      let slot = hashOf(length, entries, entry + 2, entry + 2 + length) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = entry + 1;
    }
  }

  return {
    entryOf(lists) {
      const length = readKey(lists);
      const mask = slots.length - 1;
      let slot = hashOf(length, key, 0, length) & mask;
      for (let known = slots[slot] as number; known !== 0; known = slots[slot] as number) {
        if (isKey(known - 1, length)) return known - 1;
        slot = (slot + 1) & mask;
      }
      const entry = used;
      used += length + 2;
      if (used > entries.length) {
        const larger = new Int32Array(used * 2);
        larger.set(entries);
        entries = larger;
      }
      entries[entry] = NONE;
      entries[entry + 1] = length;
      entries.set(key.subarray(0, length), entry + 2);
      slots[slot] = entry + 1;
      if (++count * 2 > slots.length) rehash();
      return entry;
    },
    get: (entry) => entries[entry] as Node,
    set(entry, node) {
      entries[entry] = node;
    },
  };
}
