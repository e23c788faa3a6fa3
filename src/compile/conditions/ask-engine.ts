import type { ConditionValue } from "../../values/facts.js";

/** Does `sample operator value` hold? */
export interface Question {
  readonly sample: Sample;
  readonly operator: string;
  readonly value: ConditionValue;
}

/** What a fact may be when json-rules-engine sees it; `time` is the list of the schedules that are open. */
export type Sample = boolean | number | string | readonly string[];

/**
 * Asks json-rules-engine. It is the meaning of a condition, so nobody else evaluates an operator.
 *
 * Many questions share a run, since a run costs far more than a rule in it; a bound on them keeps its bookkeeping small.
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
  // Imported when the first router is made: a program that only imports this library does not wait for it.
  const { Engine, Rule } = await import("json-rules-engine");
  ownPrototype(Engine);
  ownPrototype(Rule);
  const engine = new Engine();
  engine.addOperator("duringSchedule", (open: readonly string[], schedule: string) => open.includes(schedule));
  engine.addOperator("outsideSchedule", (open: readonly string[], schedule: string) => !open.includes(schedule));
  const samples: Record<string, Sample> = {};
  for (const [index, { sample, operator, value }] of questions.entries()) {
    const fact = `sample ${index}`;
    samples[fact] = sample;
    engine.addRule({ conditions: { all: [{ fact, operator, value }] }, event: { type: String(index) } });
  }
  const { events } = await engine.run(samples);
  const held = new Set(events.map((event) => event.type));
  return questions.map((_, index) => held.has(String(index)));
}

/**
 * Its classes read their own `__proto__`, which Node refuses under `--disable-proto=throw`. As a property of the class itself it is the
 * same value, and no accessor.
 */
function ownPrototype(engineClass: object): void {
  Object.defineProperty(engineClass, "__proto__", { value: Object.getPrototypeOf(engineClass) });
}
