import type { RoutingDecision } from "../../runtime/decision.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import type { Router } from "../../runtime/router.js";
import { quote } from "../../values/quote.js";
import type { Diagram } from "../retiring/diagram/diagram.js";
import { type Assignment, essentialLevels } from "../retiring/diagram/diagram-paths.js";
import type { Side } from "../retiring/model/side.js";
import { isBroken, type PromiseOutcome, type PromiseTarget } from "../retiring/walk/promise-outcomes.js";
import { describeSituation } from "../retiring/witness/describe-situation.js";
import { desksIn, exampleRequest } from "../retiring/witness/example-request.js";

/** Data that can be given to `route` as it is. */
export interface Counterexample {
  /** A request that says no more than it must. */
  readonly request: ContactRequest;
  readonly decision: RoutingDecision;
  /** What is offered and should not be, or should be and is not; one of the two is null. */
  readonly channel: string | null;
  readonly step: string | null;
}

export interface Breach {
  /** The situation in which it is broken, and how, in words. */
  readonly words: string;
  /** What to do. */
  readonly hint: string;
}

/** What the walk says is wrong, the router has to say too. */
export function confirmBreach(
  { levels }: Diagram<PromiseOutcome>,
  path: Assignment,
  target: PromiseTarget,
  side: Side,
  router: Router,
): Counterexample {
  const channel = target.kind === "channel" ? target.channel.id : null;
  const step = target.kind === "step" ? target.step.id : null;
  const request = exampleRequest(levels, path, side, channel);
  const decision = router.route(request);
  const [language] = desksIn(levels, path);
  const happens =
    step === null
      ? decision.offered.some((each) => each.channel === channel && each.servedLanguage === language)
      : decision.steps.some((each) => each.step === step);
  if (happens === target.isPromised)
    throw new Error(`route does not confirm the counterexample ${JSON.stringify(request)}`);
  return { request, decision, channel, step };
}

export function describeBreach(
  diagram: Diagram<PromiseOutcome>,
  path: Assignment,
  target: PromiseTarget,
  side: Side,
  { decision }: Counterexample,
): Breach {
  const matters = essentialLevels(diagram, path, isBroken);
  const { who, circumstances } = describeSituation(diagram.levels, path, matters, side);
  const id = target.kind === "channel" ? target.channel.id : target.step.id;
  const does = `is ${target.isPromised ? "not " : ""}${target.kind === "channel" ? "offered" : "advised"}`;
  return { words: `${who} ${does} ${quote(id)}${circumstances}`, hint: hintFor(target, id, decision) };
}

function hintFor(target: PromiseTarget, id: string, { offered, withheld, steps }: RoutingDecision): string {
  const change = (rule: string, does: string) => `change rule ${quote(rule)}, which ${does} it, or the promise`;
  if (target.kind === "step") {
    const rule = steps.find((each) => each.step === id)?.rule;
    return rule === undefined ? "add a rule that advises it then, or change the promise" : change(rule, "advises");
  }
  const offering = offered.find((each) => each.channel === id)?.rule ?? null;
  if (!target.isPromised && offering !== null) return change(offering, "offers");
  const reasons = withheld.find((each) => each.channel === id)?.reasons ?? [];
  const withholding = reasons.find(({ rule, condition }) => rule !== null && condition === null)?.rule ?? null;
  if (target.isPromised && withholding !== null) return change(withholding, "withholds");
  return "add a rule that offers it then, or change the promise";
}
