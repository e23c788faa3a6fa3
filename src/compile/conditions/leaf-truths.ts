import { FAILS, HOLDS, type Truth, UNKNOWN } from "../../runtime/situation/truth.js";
import { groupBy } from "../../values/group-by.js";
import { askEngine, type Question } from "./ask-engine.js";
import type { Axis } from "./axis.js";
import type { Leaf } from "./expression.js";

/** The truth of a leaf for each class of its axis. Leaves that ask the same give the identical list. */
export type LeafTruths = (leaf: Leaf) => TruthList;

/** A byte for each truth where it is made: conditions times classes are millions in a large ruleset. */
export type TruthList = Readonly<ArrayLike<Truth>>;

/** Asks json-rules-engine about every distinct leaf, once for each class that this leaf can tell apart. */
export async function decideLeaves(leaves: readonly Leaf[], axisOf: (leaf: Leaf) => Axis): Promise<LeafTruths> {
  const alike = groupBy(leaves, ({ fact, written, value }) =>
    JSON.stringify([fact, written.operator, written.negated, value]),
  );

  const questions: Question[] = [];
  const asked = [...alike.values()].map((group) => {
    const [leaf] = group;
    const { samples, sampleOfClass } = axisOf(leaf).samplesFor(leaf);
    const first = questions.length;
    for (const sample of samples) questions.push({ sample, operator: leaf.written.operator, value: leaf.value });
    return { group, negated: leaf.written.negated, first, sampleOfClass };
  });
  const answers = await askEngine(questions);

  const truths = new Map<Leaf, TruthList>();
  for (const { group, negated, first, sampleOfClass } of asked) {
    const truthsOfGroup = new Uint8Array(sampleOfClass.length + 1);
    for (const [axisClass, sample] of sampleOfClass.entries())
      truthsOfGroup[axisClass] = answers[first + sample] !== negated ? HOLDS : FAILS;
    truthsOfGroup[sampleOfClass.length] = UNKNOWN;
    // INVARIANT: nothing but truths was written into it.
    for (const leaf of group) truths.set(leaf, truthsOfGroup as ArrayLike<number> as TruthList);
  }
  return (leaf) => truths.get(leaf) as TruthList;
}
