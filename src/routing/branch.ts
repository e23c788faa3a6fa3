/** A tree that is walked by small numbers, and grows where nobody has walked yet. */
export interface Branch<Leaf> {
  readonly children: (Branch<Leaf> | undefined)[];
  leaf: Leaf | null;
}

/** Counts the branches grown for it, so that its owner can bound them. */
export interface Growth {
  branches: number;
}

export function createBranch<Leaf>(): Branch<Leaf> {
  return { children: [], leaf: null };
}

export function follow<Leaf>(branch: Branch<Leaf>, to: number, growth: Growth): Branch<Leaf> {
  const known = branch.children[to];
  if (known !== undefined) return known;
  const grown = createBranch<Leaf>();
  growth.branches++;
  branch.children[to] = grown;
  return grown;
}
