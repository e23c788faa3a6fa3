import type { RoutingDecision } from "../../runtime/decision.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import { type Router, routerOf } from "../../runtime/router.js";
import type { ComparedSpace } from "../retiring/model/compared-space.js";
import type { WorkBudget } from "../retiring/walk/walk-situations.js";
import { requestOn } from "../retiring/witness/request-on.js";
import type { ChangeExample } from "./change.js";

/** Two rulesets while they are compared. */
export interface ComparedRulesets {
  readonly space: ComparedSpace;
  readonly budget: WorkBudget;
  /** Asks each side for what it declares, and no more. */
  decide(request: ContactRequest): ChangeExample;
  /** Asks both sides for all of it. */
  decideWhole(request: ContactRequest): ChangeExample;
  /** What may differ and was not looked at, for a person. Grows as the comparison goes on. */
  readonly notCompared: string[];
}

export function createComparedRulesets(space: ComparedSpace): ComparedRulesets {
  const [before, after] = space.sides;
  const routers = [routerOf(before.compiled), routerOf(after.compiled)] as const;
  const decideOn = (side: 0 | 1, request: ContactRequest) =>
    decisionOf(routers[side], requestOn(space.sides[side], request));
  return {
    space,
    budget: { left: MOST_WORK },
    decide: (request) => ({ request, before: decideOn(0, request), after: decideOn(1, request) }),
    decideWhole: (request) => ({
      request,
      before: decisionOf(routers[0], request),
      after: decisionOf(routers[1], request),
    }),
    notCompared: [],
  };
}

/** Of all walks together: half a minute at worst, and some hundred MB. */
const MOST_WORK = 400_000;

function decisionOf(router: Router, request: ContactRequest): RoutingDecision | null {
  const routed = router.safeRoute(request);
  return routed.success ? routed.decision : null;
}
