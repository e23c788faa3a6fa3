import { FAILS, HOLDS, UNKNOWN } from "../../runtime/conditions/expression.js";
import { inNfc } from "../../values/compare-texts.js";
import type { ConditionValue } from "../../values/facts.js";
import { groupBy } from "../../values/group-by.js";
import type { SourceLeaf } from "./expression.js";
import type { Sample, SourceVariable } from "./variables.js";

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
    const { operator, negated } = leaf.written;
    for (const sample of samples) questions.push({ sample, operator, value: leaf.value });
    const unknown = operator === "isKnown" ? questions.push({ sample: null, operator, value: leaf.value }) - 1 : null;
    return { group, negated, first, sampleOfClass, unknown };
  });
  const answers = await askEngine(questions);

  const places = new Map<string, number>();
  const tableOfLeaf = new Map<SourceLeaf, number>();
  for (const { group, negated, first, sampleOfClass, unknown } of asked) {
    let digits = "";
    const truthOf = (question: number) => (answers[question] !== negated ? HOLDS : FAILS);
    for (const sample of sampleOfClass) digits += truthOf(first + sample);
    // Only `isKnown` is asked about what is unknown.
    digits += unknown === null ? UNKNOWN : truthOf(unknown);
    const place = places.get(digits) ?? places.size;
    places.set(digits, place);
    for (const leaf of group) tableOfLeaf.set(leaf, place);
  }
  return { tables: [...places.keys()], tableOf: (leaf) => tableOfLeaf.get(leaf) as number };
}

/** Does `sample operator value` hold? */
interface Question {
  readonly sample: Sample;
  readonly operator: string;
  readonly value: ConditionValue;
}

/**
 * Asks json-rules-engine, which defines the meaning of a condition: no other code evaluates an operator. Texts are compared in NFC.
 *
 * Many questions share a run, because a run costs far more than a rule in it. A bound on them keeps the engine's bookkeeping small.
 */
export async function askEngine(questions: readonly Question[]): Promise<boolean[]> {
  const answers: boolean[] = [];
  for (let start = 0; start < questions.length; start += QUESTIONS_PER_RUN) {
    answers.push(...(await runOnce(questions.slice(start, start + QUESTIONS_PER_RUN))));
  }
  return answers;
}

const QUESTIONS_PER_RUN = 1000;

async function runOnce(questions: readonly Question[]): Promise<boolean[]> {
  // Imported with the first router, so that importing this library stays fast.
  const { Engine, Rule } = await import("json-rules-engine");
  ownPrototype(Engine);
  ownPrototype(Rule);
  const engine = new Engine();
  engine.addOperator("duringSchedule", (open: readonly string[], schedule: string) => open.includes(schedule));
  engine.addOperator("outsideSchedule", (open: readonly string[], schedule: string) => !open.includes(schedule));
  engine.addOperator("isKnown", (value: Sample, isKnown: boolean) => (value !== null) === isKnown);
  const samples: Record<string, Sample> = {};
  for (const [index, { sample, operator, value }] of questions.entries()) {
    const fact = `sample ${index}`;
    samples[fact] = inNfc(sample);
    engine.addRule({ conditions: { all: [{ fact, operator, value: inNfc(value) }] }, event: { type: String(index) } });
  }
  const { events } = await engine.run(samples);
  const held = new Set(events.map((event) => event.type));
  return questions.map((_, index) => held.has(String(index)));
}

/**
 * The engine's classes read their own `__proto__`, which Node refuses under `--disable-proto=throw`. An own property has the same value and
 * is not an accessor.
 */
function ownPrototype(engineClass: object): void {
  Object.defineProperty(engineClass, "__proto__", { value: Object.getPrototypeOf(engineClass) });
}
