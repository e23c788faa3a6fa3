import { Engine, type TopLevelCondition } from "json-rules-engine";
import type { Condition, FactCondition, Rule, RulesetDocument } from "../../src/ruleset/document.js";
import { type Expression, type Leaf, leavesOf, withoutNot } from "./expression.js";
import { type Facts, inNfc } from "./facts.js";

export type Truth = "holds" | "fails" | "unknown";

export interface Judge {
  /** Asks json-rules-engine of each leaf with a known value, and puts the answers together as Kleene did. */
  judge(expression: Expression, facts: Facts): Promise<Truth>;
  /** The same for a rule; where all it reads is known, the engine judges the rule as written too, and must agree. */
  judgeRule(rule: Rule, facts: Facts): Promise<Truth>;
}

/** What the conditions of a rule say, read once. */
interface Reading {
  readonly expression: Expression;
  readonly leaves: readonly Leaf[];
}

export function createJudge(document: RulesetDocument): Judge {
  const normalised: RulesetDocument = JSON.parse(inNfc(JSON.stringify(document)));
  // Only to save time: the same question has the same answer, and a rule that reads the same comes to the same.
  const answers = new Map<string, Promise<boolean>>();
  const readings = new Map<Rule, Reading>();
  const truths = new Map<Rule, Map<string, Promise<Truth>>>();

  function ask(conditions: Condition, facts: Facts): Promise<boolean> {
    const key = inNfc(JSON.stringify([conditions, facts]));
    const [asked, known]: [Condition, Facts] = JSON.parse(key);
    const answer = answers.get(key) ?? runEngine(normalised, asked, known);
    answers.set(key, answer);
    return answer;
  }

  async function judge(expression: Expression, facts: Facts): Promise<Truth> {
    if ("fact" in expression) {
      const { fact, operator, value } = expression;
      const known = operator === "isKnown" ? (knownValue(expression, facts) ?? null) : knownValue(expression, facts);
      if (known === undefined) return "unknown";
      const asked = fact === "time" ? { time: { [String(value)]: known } } : { [fact]: known };
      return (await ask({ fact, operator, value }, asked)) ? "holds" : "fails";
    }
    const children = "all" in expression ? expression.all : expression.any;
    const truthsOfChildren = await Promise.all(children.map((child) => judge(child, facts)));
    const decisive = "all" in expression ? "fails" : "holds";
    if (truthsOfChildren.includes(decisive)) return decisive;
    if (truthsOfChildren.includes("unknown")) return "unknown";
    return decisive === "fails" ? "holds" : "fails";
  }

  async function judgeRule(rule: Rule, facts: Facts): Promise<Truth> {
    if (rule.conditions === undefined) return "holds";
    const reading = readings.get(rule) ?? readRule(rule.conditions);
    readings.set(rule, reading);
    const known = truths.get(rule) ?? new Map<string, Promise<Truth>>();
    truths.set(rule, known);
    const key = JSON.stringify(reading.leaves.map((leaf) => knownValue(leaf, facts) ?? null));
    const truth = known.get(key) ?? judgeAnew(rule.conditions, reading, facts);
    known.set(key, truth);
    return truth;
  }

  function readRule(conditions: Condition): Reading {
    const expression = withoutNot(document, conditions);
    return { expression, leaves: leavesOf(expression) };
  }

  async function judgeAnew(conditions: Condition, { expression, leaves }: Reading, facts: Facts): Promise<Truth> {
    const truth = await judge(expression, facts);
    if (leaves.every((leaf) => leaf.operator === "isKnown" || knownValue(leaf, facts) !== undefined)) {
      const read = Object.fromEntries(leaves.map(({ fact }) => [fact, facts[fact] ?? null]));
      const answer = await ask(conditions, read);
      if (answer !== (truth === "holds"))
        throw new Error(`a rule is ${truth}, the engine says ${answer}: ${JSON.stringify([conditions, read])}`);
    }
    return truth;
  }

  return { judge, judgeRule };
}

/** What a leaf compares: of `time`, what its own schedule is. `undefined` where it is unknown. */
export function knownValue(leaf: FactCondition, facts: Facts): unknown {
  if (leaf.fact !== "time") return facts[leaf.fact];
  const time = facts.time as Readonly<Record<string, string | null>>;
  return time[String(leaf.value)] ?? undefined;
}

/** An engine for each question: two runs of one at a time write their results into the same named conditions. */
async function runEngine(document: RulesetDocument, conditions: Condition, facts: Facts): Promise<boolean> {
  const engine = new Engine();
  engine.addOperator("duringSchedule", (time: Record<string, string>, schedule: string) => time[schedule] === "open");
  engine.addOperator(
    "outsideSchedule",
    (time: Record<string, string>, schedule: string) => time[schedule] === "closed",
  );
  engine.addOperator("isKnown", (value: unknown, wanted: boolean) => (value === null ? !wanted : wanted));
  // The engine wants a list at the top, of a named condition too.
  for (const [name, condition] of Object.entries(document.conditions ?? {})) {
    engine.setCondition(name, { all: [condition] } as TopLevelCondition);
  }
  engine.addRule({ conditions: { all: [conditions] } as TopLevelCondition, event: { type: "holds" } });
  const { events } = await engine.run({ ...facts });
  return events.length > 0;
}
