import { CLOSED, HOURS_UNKNOWN, OPEN } from "../../../runtime/conditions/variable.js";
import type { LoadedChannel } from "../../../runtime/load-rules.js";
import type { AnalysedRules } from "../../analysed-rules.js";
import type { CoverageGoal } from "../../coverage/coverage-report.js";
import { candidateLanguages } from "./candidate-languages.js";
import type { CoverageGoals } from "./coverage-goals.js";
import { createWaysOf, type WantedSituation } from "./wanted.js";
import { createWantedForChannel } from "./wanted-for-channels.js";
import { createWantedForRules } from "./wanted-for-rules.js";

/** Every way to reach a goal, the most telling first. */
export type WantedFor = (goal: CoverageGoal) => Iterable<WantedSituation>;

export function createWantedFor(compiled: AnalysedRules, goals: CoverageGoals): WantedFor {
  const allTypes = Object.keys(compiled.document.requestTypes);
  const waysOf = createWaysOf(goals);
  const languagesOf = compiled.channels.map((channel) => candidateLanguages(compiled, channel));
  const makers = new Map(createWantedForRules(compiled, goals, waysOf, languagesOf));
  const wantedForChannel = createWantedForChannel(compiled, waysOf, languagesOf);
  for (const [index, ofChannel] of goals.channels.entries()) {
    const channel = compiled.channels[index] as LoadedChannel;
    for (const goal of ofChannel) makers.set(goal, () => wantedForChannel(goal, channel));
  }
  for (const { axis, open, closed } of goals.schedules) {
    makers.set(open, () => [wantedHours(axis, OPEN)]);
    makers.set(closed, () => [wantedHours(axis, CLOSED)]);
  }
  return (goal) => makers.get(goal)?.() ?? [];

  function wantedHours(axis: number, axisClass: number): WantedSituation {
    const demand = { axis, allowed: HOURS.map((each) => each === axisClass) };
    return { requestTypes: allTypes, candidate: null, demands: [demand], avoided: [], isExact: true };
  }
}

const HOURS = [CLOSED, OPEN, HOURS_UNKNOWN];
