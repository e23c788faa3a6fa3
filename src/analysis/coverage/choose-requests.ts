import type { ScenarioRequest } from "../../ruleset/document.js";
import type { CoverageGoal } from "./coverage-report.js";
import type { CoverageSurvey } from "../retiring/coverage/survey-coverage.js";

/** A request, and the goals that no one before it reaches. */
export interface ChosenRequest {
  readonly request: ScenarioRequest;
  readonly goals: readonly CoverageGoal[];
}

/** The request that reaches the most of what is left, again and again (Chvátal 1979), without those that turn out to be needless. */
export function chooseRequests({ missed, reach }: CoverageSurvey): ChosenRequest[] {
  const wanted = new Set(missed.flatMap(({ goal, request }) => (request === null ? [] : goal)));
  const candidates = distinct(missed.flatMap(({ request }) => request ?? [])).map((request): Candidate => {
    const reached = [...reach(request)].filter((goal) => wanted.has(goal));
    return { request, reached, gain: reached.length };
  });
  const told = new Set<CoverageGoal>();
  return withoutNeedless(takeGreedily(candidates, wanted)).map(({ request, reached }) => {
    const goals = reached.filter((goal) => !told.has(goal));
    for (const goal of goals) told.add(goal);
    return { request, goals };
  });
}

interface Candidate {
  readonly request: ScenarioRequest;
  /** Of the goals that are wanted. */
  readonly reached: readonly CoverageGoal[];
  /** How many of them are left. */
  gain: number;
}

function takeGreedily(candidates: readonly Candidate[], wanted: ReadonlySet<CoverageGoal>): Candidate[] {
  const reaching = new Map<CoverageGoal, Candidate[]>([...wanted].map((goal) => [goal, []]));
  for (const candidate of candidates) for (const goal of candidate.reached) reaching.get(goal)?.push(candidate);
  const taken: Candidate[] = [];
  while (reaching.size > 0) {
    const best = candidates.reduce((most, each) => (each.gain > most.gain ? each : most));
    taken.push(best);
    for (const goal of best.reached) {
      for (const candidate of reaching.get(goal) ?? []) candidate.gain--;
      reaching.delete(goal);
    }
  }
  return taken;
}

/** From the first on, leaves out each whose goals the others that are kept reach. */
function withoutNeedless(taken: readonly Candidate[]): Candidate[] {
  const times = new Map<CoverageGoal, number>();
  const count = ({ reached }: Candidate, change: 1 | -1) => {
    for (const goal of reached) times.set(goal, (times.get(goal) ?? 0) + change);
  };
  for (const each of taken) count(each, 1);
  return taken.filter((each) => {
    const isNeedless = each.reached.every((goal) => (times.get(goal) ?? 0) > 1);
    if (isNeedless) count(each, -1);
    return !isNeedless;
  });
}

function distinct(requests: readonly ScenarioRequest[]): ScenarioRequest[] {
  return [...new Map(requests.map((request) => [JSON.stringify(request), request])).values()];
}
