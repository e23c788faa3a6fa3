import type { RoutingDecision } from "../../runtime/decision.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import { type Router, routerOf } from "../../runtime/router.js";
import { type WorkLimit, withinShare, withinWork } from "../mdd/apply.js";
import { memoize, once } from "../mdd/memoize.js";
import type { Diagrams } from "../model/diagrams.js";
import type { CustomerLanguages } from "../model/language-variable.js";
import { diagramsOfChannels, diagramsOfRequest } from "../model/ruleset-diagrams.js";
import { type ComparedSpace, customersOfOffer } from "../model/situation-space.js";
import { requestOn } from "../witness/write-request.js";
import type { ChangeExample } from "./change.js";
import { type UnchangedRules, unchangedRules } from "./unchanged-rules.js";

/** Two rulesets side by side, before and after an edit. */
export interface ComparedRulesets {
  readonly space: ComparedSpace;
  readonly limit: WorkLimit;
  readonly unchanged: UnchangedRules;
  /** Decides a request on both sides. Each side gets only the facts and channels that it declares. */
  decide(request: ContactRequest): ChangeExample;
  /** Decides the whole request on both sides. */
  decideWhole(request: ContactRequest): ChangeExample;
  /**
   * Compares one part exactly, within a bound on the work. If that is not enough, a coarse comparison only finds out whether there is a
   * difference. If that takes too much work too, `finish` tries once more with a share of the work that the other parts left. If it fails, the
   * part is listed in `notCompared`.
   *
   * If `leastWork` exceeds the bound, the exact comparison is skipped.
   */
  attempt<Result>(what: string, taskOf: () => ComparisonTask<Result>, leastWork?: number): ComparedPart<Result>;
  /** Parts that the work limit left out, in words. */
  readonly notCompared: readonly string[];
  ofRequest(): Diagrams;
  /** For customers who show every difference in what is offered of a channel. */
  ofOffer(channel: string): Diagrams;
  /** For some channels and customers. */
  ofChannels(channels: readonly string[], customers: readonly CustomerLanguages[]): Diagrams;
}

/** One part of a comparison. */
export interface ComparisonTask<Result> {
  exactly(): readonly Result[];
  coarsely(): readonly Result[];
}

/** A part that was compared, or is to be compared with the work that the others left. */
export interface ComparedPart<Result> {
  readonly work: number;
  finish(): readonly Result[];
}

/** The task of a part that both sides decide alike. */
export const NO_CHANGES: ComparisonTask<never> = { exactly: () => [], coarsely: () => [] };

export function createComparedRulesets(space: ComparedSpace): ComparedRulesets {
  const limit = { left: MAX_WORK };
  const notCompared: string[] = [];
  let unfinished = 0;
  const [before, after] = space.sides;
  const [routerBefore, routerAfter] = [routerOf(before.compiled), routerOf(after.compiled)];
  const ofChannels = (channels: readonly string[], customers: readonly CustomerLanguages[]) =>
    diagramsOfChannels(space, channels, customers, limit);
  return {
    space,
    limit,
    unchanged: unchangedRules(space),
    decide: (request) => ({
      request,
      before: decisionOf(routerBefore, requestOn(before, request)),
      after: decisionOf(routerAfter, requestOn(after, request)),
    }),
    decideWhole: (request) => ({
      request,
      before: decisionOf(routerBefore, request),
      after: decisionOf(routerAfter, request),
    }),
    attempt(what, taskOf, leastWork = 0) {
      const { left } = limit;
      const mostExact = leastWork > MOST_EXACT_WORK ? 0 : MOST_EXACT_WORK;
      const result = withinWork(limit, left, () => {
        const { exactly, coarsely } = taskOf();
        return withinWork(limit, mostExact, exactly) ?? withinWork(limit, MOST_COARSE_WORK, coarsely);
      });
      if (result === null) unfinished++;
      return {
        work: left - limit.left,
        finish() {
          const found = result ?? withinShare(limit, unfinished--, () => taskOf().coarsely());
          if (found === null) notCompared.push(what);
          return found ?? [];
        },
      };
    },
    notCompared,
    ofRequest: once(() => diagramsOfRequest(space, limit)),
    ofOffer: memoize((channel) => ofChannels([channel], customersOfOffer(space, channel))),
    ofChannels,
  };
}

/** The work limit of a whole comparison: at worst a quarter of a minute and some hundred MB. */
const MAX_WORK = 1_000_000;
/** For one part. Far beyond this, a difference is in too many kinds of situations to be read. */
const MOST_EXACT_WORK = 10_000;
const MOST_COARSE_WORK = 50_000;

function decisionOf(router: Router, request: ContactRequest): RoutingDecision | null {
  const routed = router.safeRoute(request);
  return routed.success ? routed.decision : null;
}
