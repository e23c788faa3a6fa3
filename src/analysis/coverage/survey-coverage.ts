import type { Ruleset, ScenarioRequest } from "../../ruleset/document.js";
import { RequestError } from "../../values/errors.js";
import { formatInstant } from "../../values/instant.js";
import { withinShare } from "../mdd/apply.js";
import { enoughAgents } from "../model/agent-variables.js";
import { createRulesetDiagrams } from "../model/ruleset-diagrams.js";
import { loadRulesetModel, type RulesetModel } from "../model/ruleset-model.js";
import { createSituationSpace } from "../model/situation-space.js";
import type { Period } from "../period.js";
import { writeRequest } from "../witness/write-request.js";
import { type CoverageGoals, coverageGoals } from "./coverage-goals.js";
import type { CoverageGoal } from "./coverage-report.js";
import { createFindWitness } from "./goal-situations.js";
import { createReachGoals } from "./reach-goals.js";

/** The goals that scenarios reach, and requests that reach the others. */
export interface CoverageSurvey {
  readonly goals: readonly CoverageGoal[];
  readonly reached: ReadonlySet<CoverageGoal>;
  /** The goals that no scenario reaches, in the order of `goals`. */
  readonly missed: readonly MissedGoal[];
  readonly made: readonly MadeRequest[];
}

export interface MissedGoal {
  readonly goal: CoverageGoal;
  /** It is proven that no request reaches the goal. */
  readonly isUnreachable: boolean;
  /** Why no request is known; null if one is known. */
  readonly reason: string | null;
}

/** A request that was made to reach a goal. */
export interface MadeRequest {
  readonly request: ScenarioRequest;
  /** The goals that it reaches and that no scenario reaches: at least one. */
  readonly reached: readonly CoverageGoal[];
}

/** Expects a checked ruleset. */
export async function surveyCoverage(ruleset: Ruleset, period: Period): Promise<CoverageSurvey> {
  const model = await loadRulesetModel(ruleset);
  const goals = coverageGoals(model.compiled);
  const reach = createReachGoals(model.compiled, goals);
  const reached = new Set<CoverageGoal>();
  for (const { request } of ruleset.scenarios ?? []) {
    try {
      for (const goal of reach(request)) reached.add(goal);
    } catch (error) {
      // A request that cannot be read reaches nothing.
      if (!(error instanceof RequestError)) throw error;
    }
  }
  const missed = goals.all.filter((goal) => !reached.has(goal));
  const reachMissed = (request: ScenarioRequest) => [...reach(request)].filter((goal) => !reached.has(goal));
  const found = missed.length === 0 ? NOTHING : surveyMissed(model, goals, missed, reachMissed, period);
  return { goals: goals.all, reached, ...found };
}

const NOTHING = { missed: [], made: [] };

/** Makes a request for each goal that no request made before reaches. */
function surveyMissed(
  model: RulesetModel,
  goals: CoverageGoals,
  missed: readonly CoverageGoal[],
  reach: (request: ScenarioRequest) => readonly CoverageGoal[],
  period: Period,
): Pick<CoverageSurvey, "missed" | "made"> {
  const space = createSituationSpace([model], period);
  const limit = { left: MAX_WORK };
  const find = createFindWitness(createRulesetDiagrams(space, limit), goals);
  const freeAgents = enoughAgents(model);
  const made: MadeRequest[] = [];
  const reached = new Set<CoverageGoal>();
  const withoutWitness = new Set<CoverageGoal>();
  for (const [index, goal] of missed.entries()) {
    if (reached.has(goal)) continue;
    const share = Math.min(missed.length - index, SEVERAL);
    const found = withinShare(limit, share, () => find(goal) ?? "none");
    if (found === "none") withoutWitness.add(goal);
    if (found === "none" || found === null) continue;
    const context = { model, variables: found.diagrams.variables, from: period.from, freeAgents };
    const written = writeRequest(context, found.assignment);
    const request = { ...written, requestType: requestTypeOf(goal, written.requestType) };
    const all = reach(request);
    if (!all.includes(goal))
      throw new Error(`${JSON.stringify(request)} does not reach the goal ${JSON.stringify(goal)}`);
    made.push({ request, reached: all });
    for (const each of all) reached.add(each);
  }
  const within = `within 400 days of ${formatInstant(period.from).slice(0, 10)}`;
  const unreached = space.hasAllHours ? `no request ${within} reaches it` : `no request ${within} was found`;
  const givenUp = "no request was found before the search was given up";
  return {
    missed: missed.map((goal) => ({
      goal,
      isUnreachable: space.hasAllHours && withoutWitness.has(goal),
      reason: reached.has(goal) ? null : withoutWitness.has(goal) ? unreached : givenUp,
    })),
    made,
  };
}

/** One request type stands for all that no rule tells apart. A goal may be about another of them. */
function requestTypeOf(goal: CoverageGoal, sample: string): string {
  const types = "requestTypes" in goal && goal.requestTypes !== "any" ? goal.requestTypes : [sample];
  return types.includes(sample) ? sample : (types[0] as string);
}

/** The work limit of all goals together. */
const MAX_WORK = 5_000_000;

/** One request reaches many goals, so that few of the goals that follow take any work. */
const SEVERAL = 100;
