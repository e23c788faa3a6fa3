import type { RulesetInput } from "../../ruleset/read-ruleset.js";
import { toRuleset } from "../../ruleset/read-ruleset.js";
import { loadForAnalysis } from "../analysed-rules.js";
import { type CheckOptions, readPeriod } from "../read-period.js";
import { idsOf, pairsOf } from "../retiring/model/both-sides.js";
import {
  axesOfAdvice,
  axesOfOffers,
  type ComparedSpace,
  createComparedSpace,
} from "../retiring/model/compared-space.js";
import { createSide } from "../retiring/model/side.js";
import { countProduct } from "../retiring/model/space.js";
import type { Change } from "./change.js";
import { createComparedRulesets } from "./change-places.js";
import { offerChanges } from "./offer-changes.js";
import { orderChanges } from "./order-changes.js";
import { reasonChanges } from "./reason-changes.js";
import { haveCommonRequests, requestChanges } from "./request-changes.js";
import { stepChanges, stepOrderChanges } from "./step-changes.js";

export interface Comparison {
  /** True where no request is decided otherwise, whichever it is: proven, for the period. */
  readonly equivalent: boolean;
  /**
   * `more` where nothing is lost, `less` where nothing is gained, channels and requests that can be read alike; `other` where only languages,
   * order, reasons or steps differ; `unknown` where no difference was found, and not everything was compared.
   */
  readonly verdict: "nothing" | "more" | "less" | "both" | "other" | "unknown";
  /** Each is true by itself, and together they are all that differs, but for what is `notCompared`. */
  readonly changes: readonly Change[];
  /** How many were compared, of all channels and the steps together; above 2^53 not to the last digit. */
  readonly situations: number;
  /** What may differ and could not be looked at, for a person; empty where everything was. */
  readonly notCompared: readonly string[];
}

/**
 * Who is offered more, less or something else under other rules: every difference in what is offered, in which language and order, why it
 * is not, in the steps advised, and in the requests that can be read. Names, descriptions, promises and scenarios are no matter to it.
 *
 * Throws `RulesetError` where a ruleset has errors, and `RequestError` for options that are no instant or no number of days.
 */
export async function compareRulesets(
  before: RulesetInput,
  after: RulesetInput,
  options: CheckOptions,
): Promise<Comparison> {
  const period = readPeriod(options);
  const [was, is] = [toRuleset(before), toRuleset(after)];
  const sides = [createSide(await loadForAnalysis(was)), createSide(await loadForAnalysis(is))] as const;
  const space = createComparedSpace(sides, period);
  const compared = createComparedRulesets(space);
  const changes: Change[] = requestChanges(compared);
  if (!space.hasAllHours)
    compared.notCompared.push("the end of the period: hours change too often; look at fewer days");
  // Where no request can be read by both, there is nothing else to compare.
  const isComparable = haveCommonRequests(space);
  if (isComparable) {
    const [channels, steps] = [idsOf(sides, "channels"), idsOf(sides, "steps")];
    const offers = channels.flatMap((channel) => offerChanges(compared, channel));
    const orders = pairsOf(channels).flatMap((pair) => orderChanges(compared, pair));
    const advice = [
      ...steps.flatMap((step) => stepChanges(compared, step)),
      ...pairsOf(steps).flatMap((pair) => stepOrderChanges(compared, pair)),
    ];
    // Reasons take the most work and matter least, so that they come last where there is a bound to it.
    const reasons = channels.flatMap((channel) => reasonChanges(compared, channel));
    changes.push(...offers, ...orders, ...reasons, ...advice);
  }
  const { notCompared } = compared;
  return {
    equivalent: changes.length === 0 && notCompared.length === 0,
    verdict: verdictOf(changes, notCompared.length === 0),
    changes,
    situations: isComparable ? countCompared(space) : 0,
    notCompared,
  };
}

function verdictOf(changes: readonly Change[], isComplete: boolean): Comparison["verdict"] {
  const has = (...kinds: readonly Change["kind"][]) => changes.some(({ kind }) => kinds.includes(kind));
  const [more, less] = [has("gained", "accepted"), has("lost", "refused")];
  if (more || less) return more && less ? "both" : more ? "more" : "less";
  if (changes.length > 0) return "other";
  return isComplete ? "nothing" : "unknown";
}

function countCompared(space: ComparedSpace): number {
  const ofChannels = idsOf(space.sides, "channels").map((channel) => countProduct(axesOfOffers(space, channel).axes));
  const ofSteps = space.sides.some(({ compiled }) => compiled.steps.length > 0)
    ? [axesOfAdvice(space).axes.reduce((product, { classes }) => product * classes.length, 1)]
    : [];
  return [...ofChannels, ...ofSteps].reduce((sum, each) => sum + each, 0);
}
