import type { Ruleset, ScenarioRequest } from "../../../ruleset/document.js";
import { boundedCache } from "../../../values/bounded-cache.js";
import { RequestError } from "../../../values/errors.js";
import { formatInstant } from "../../../values/instant.js";
import { type AnalysedRules, loadForAnalysis } from "../../analysed-rules.js";
import type { CoverageGoal } from "../../coverage/coverage-report.js";
import { coverageGoals } from "./coverage-goals.js";
import { atAnyHours, createFindInstant } from "./find-instant.js";
import { type Budget, createFindSituation, WAYS_A_STEP } from "./find-situation.js";
import { createReachGoals, type ReachGoals } from "./reach-goals.js";
import type { Demand, WantedSituation } from "./wanted.js";
import { createWantedFor } from "./wanted-situations.js";
import { writeRequest } from "./write-request.js";

/** What the scenarios reach, and for each goal that they do not, a request that does. */
export interface CoverageSurvey {
  readonly goals: readonly CoverageGoal[];
  readonly reached: ReadonlySet<CoverageGoal>;
  /** In the order of `goals`. */
  readonly missed: readonly MissedGoal[];
  readonly reach: ReachGoals;
}

export interface MissedGoal {
  readonly goal: CoverageGoal;
  /** Null where none was found. */
  readonly request: ScenarioRequest | null;
  /** That no request reaches the goal is proven. */
  readonly isUnreachable: boolean;
  /** Why there is no request; null where there is one. */
  readonly reason: string | null;
}

/** Expects a ruleset that was checked. `from` is epoch ms. */
export async function surveyCoverage(ruleset: Ruleset, from: number): Promise<CoverageSurvey> {
  const compiled = await loadForAnalysis(ruleset);
  const goals = coverageGoals(compiled);
  const reach = remembering(createReachGoals(compiled, goals));
  const stepsToReach = goals.rules.reduce((sum, { ways }) => sum + ways.length, 0) / WAYS_A_STEP;
  const reached = new Set((ruleset.scenarios ?? []).flatMap(({ request }) => [...reachedBy(reach, request)]));
  const wantedFor = createWantedFor(compiled, goals);
  const find = createFindSituation(compiled, createFindInstant(compiled, from));
  const findAtAnyHours = createFindSituation(compiled, atAnyHours);
  const dependsOnZone = createDependsOnZone(compiled);
  const ofAll: Budget = { left: MOST_STEPS };
  /** The first request made that reaches a goal, whatever goal it was made for. */
  const made = new Map<CoverageGoal, ScenarioRequest>();

  const missed = goals.all.filter((goal) => !reached.has(goal)).map(findFor);
  return { goals: goals.all, reached, missed: missed.map(withMade), reach };

  function withMade(each: MissedGoal): MissedGoal {
    const request = made.get(each.goal) ?? null;
    return each.request !== null || each.isUnreachable || request === null ? each : { ...each, request, reason: null };
  }

  /** Of all time zones that customers may be in, only some are tried. */
  function isPossibleElsewhere(wanted: WantedSituation, budget: Budget): boolean {
    return dependsOnZone(wanted) && findAtAnyHours(wanted, budget) !== null;
  }

  function findFor(goal: CoverageGoal): MissedGoal {
    const budget: Budget = { left: Math.min(MOST_STEPS_OF_A_GOAL, ofAll.left) };
    const given = budget.left;
    let isProof = true;
    let request: ScenarioRequest | null = null;
    for (const wanted of given > 0 ? wantedFor(goal) : []) {
      budget.left -= 1 + wanted.avoided.length / WAYS_A_STEP;
      if (budget.left < 0) break;
      const situation = find(wanted, budget);
      isProof &&= situation === null && wanted.isExact && !isPossibleElsewhere(wanted, budget);
      if (situation === null) continue;
      const written = writeRequest(compiled, wanted, situation);
      budget.left -= stepsToReach;
      const reachedHere = reachedBy(reach, written);
      for (const each of reachedHere) if (!made.has(each)) made.set(each, written);
      if (!reachedHere.has(goal)) continue;
      request = written;
      break;
    }
    const isGivenUp = given <= 0 || budget.left < 0;
    ofAll.left -= given - budget.left;
    if (request !== null) return { goal, request, isUnreachable: false, reason: null };
    const day = formatInstant(from).slice(0, 10);
    return {
      goal,
      request,
      isUnreachable: isProof && !isGivenUp,
      reason: isGivenUp
        ? "no request was found before the search was given up"
        : isProof
          ? `no request within 400 days of ${day} reaches it`
          : `no request within 400 days of ${day} was found`,
    };
  }
}

/** Many goals are reached by the same requests. */
function remembering(reach: ReachGoals): ReachGoals {
  const reachText = boundedCache(MOST_REMEMBERED, (text: string) => reach(JSON.parse(text)));
  return (request) => reachText(JSON.stringify(request));
}

/** Each with as many goals as it reaches. */
const MOST_REMEMBERED = 1000;

/** One that cannot be read reaches nothing. */
function reachedBy(reach: ReachGoals, request: ScenarioRequest): ReadonlySet<CoverageGoal> {
  try {
    return reach(request);
  } catch (error) {
    if (error instanceof RequestError) return new Set();
    throw error;
  }
}

/** Some seconds of all rulesets, and far more than one of a hundred rules needs. */
const MOST_STEPS = 500_000;
const MOST_STEPS_OF_A_GOAL = 10_000;

/** Whether what is wanted of the hours has to do with a schedule in customer time. */
function createDependsOnZone({ hours }: AnalysedRules): (wanted: WantedSituation) => boolean {
  const axes = new Set(
    hours.flatMap(({ variable: axis, timelines }) => (timelines.forCustomer(null) === null ? axis : [])),
  );
  const isOfCustomer = ({ axis }: Pick<Demand, "axis">) => axes.has(axis);
  return ({ demands, avoided }) =>
    axes.size > 0 && (demands.some(isOfCustomer) || avoided.some((way) => way.some(isOfCustomer)));
}
