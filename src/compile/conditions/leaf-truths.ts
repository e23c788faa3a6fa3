import { FAILS, HOLDS, UNKNOWN } from "../../runtime/conditions/expression.js";
import { groupBy } from "../../values/group-by.js";
import { askEngine, type Question } from "./ask-engine.js";
import type { SourceLeaf } from "./expression.js";
import type { SourceVariable } from "./variables.js";

/** The truth tables of some leaves: a digit for each class of the variable that the leaf reads. */
interface LeafTruths {
  /** Each once. */
  readonly tables: readonly string[];
  /** Index into `tables`. */
  tableOf(leaf: SourceLeaf): number;
}

/** Asks json-rules-engine about every distinct leaf, once for each class that this leaf can tell apart. */
export async function decideLeaves(
  leaves: readonly SourceLeaf[],
  variableOf: (leaf: SourceLeaf) => SourceVariable,
): Promise<LeafTruths> {
  const alike = groupBy(leaves, ({ fact, written: { operator, negated }, value }) =>
    JSON.stringify([fact, operator, negated, value]),
  );
  const questions: Question[] = [];
  const asked = [...alike.values()].map((group) => {
    const [leaf] = group;
    const { samples, sampleOfClass } = variableOf(leaf).samplesFor(leaf);
    const first = questions.length;
    for (const sample of samples) questions.push({ sample, operator: leaf.written.operator, value: leaf.value });
    return { group, negated: leaf.written.negated, first, sampleOfClass };
  });
  const answers = await askEngine(questions);

  const places = new Map<string, number>();
  const tableOfLeaf = new Map<SourceLeaf, number>();
  for (const { group, negated, first, sampleOfClass } of asked) {
    let digits = "";
    for (const sample of sampleOfClass) digits += answers[first + sample] !== negated ? HOLDS : FAILS;
    digits += UNKNOWN;
    const place = places.get(digits) ?? places.size;
    places.set(digits, place);
    for (const leaf of group) tableOfLeaf.set(leaf, place);
  }
  return { tables: [...places.keys()], tableOf: (leaf) => tableOfLeaf.get(leaf) as number };
}
