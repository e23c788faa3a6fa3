import type { ScenarioRequest } from "../ruleset/document.js";
import type { CoverageGoal } from "./coverage-report.js";
import type { CoverageSurvey } from "./survey-coverage.js";

/** A request, and the goals that no one before it reaches. */
export interface ChosenRequest {
  readonly request: ScenarioRequest;
  readonly goals: readonly CoverageGoal[];
}

/** The request that reaches the most of what is left, again and again (Chvátal 1979), without those that turn out to be needless. */
export function chooseRequests({ missed, reach }: CoverageSurvey): ChosenRequest[] {
  const wanted = new Set(missed.flatMap(({ goal, request }) => (request === null ? [] : goal)));
  const candidates = distinct(missed.flatMap(({ request }) => request ?? [])).map((request) => ({
    request,
    reached: [...reach(request)].filter((goal) => wanted.has(goal)),
  }));
  type Candidate = (typeof candidates)[number];
  const left = new Set(wanted);
  const taken: Candidate[] = [];
  while (left.size > 0) {
    const gain = ({ reached }: Candidate) => reached.filter((goal) => left.has(goal)).length;
    const best = candidates.reduce((most, each) => (gain(each) > gain(most) ? each : most));
    taken.push(best);
    for (const goal of best.reached) left.delete(goal);
  }
  const dropped = new Set<Candidate>();
  const needed = taken.filter((each) => {
    const others = taken.filter((other) => other !== each && !dropped.has(other));
    const isNeedless = each.reached.every((goal) => others.some(({ reached }) => reached.includes(goal)));
    if (isNeedless) dropped.add(each);
    return !isNeedless;
  });
  const told = new Set<CoverageGoal>();
  return needed.map(({ request, reached }) => {
    const goals = reached.filter((goal) => !told.has(goal));
    for (const goal of goals) told.add(goal);
    return { request, goals };
  });
}

function distinct(requests: readonly ScenarioRequest[]): ScenarioRequest[] {
  return [...new Map(requests.map((request) => [JSON.stringify(request), request])).values()];
}
