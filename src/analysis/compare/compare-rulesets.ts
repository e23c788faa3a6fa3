import { type RulesetInput, toRuleset } from "../../ruleset/read-ruleset.js";
import { loadForAnalysis } from "../analysed-rules.js";
import { type CheckOptions, readPeriod } from "../read-period.js";
import { axesOfAdvice, axesOfOffers, type ComparedSpace, idsOf, pairsOf } from "../retiring/model/compared-space.js";
import { createSide } from "../retiring/model/side.js";
import { countProduct, createSpace } from "../retiring/model/space.js";
import type { Change } from "./change.js";
import { createComparedRulesets } from "./change-places.js";
import { offerChanges, stepChanges } from "./offer-changes.js";
import { orderChanges, stepOrderChanges } from "./order-changes.js";
import { reasonChanges } from "./reason-changes.js";
import { haveCommonRequests, requestChanges } from "./request-changes.js";

/** All differences between two rulesets. Plain JSON data. */
export interface Comparison {
  /** True if both rulesets decide every request of the period alike. This is proven, not sampled. */
  readonly equivalent: boolean;
  /**
   * Sums up the gains and losses, of channels and of readable requests:
   * - `more`: only gains; `less`: only losses; `both`: gains and losses.
   * - `other`: only languages, order, reasons or steps differ.
   * - `nothing`: no differences.
   * - `unknown`: no differences found, but `notCompared` is not empty.
   */
  readonly verdict: "nothing" | "more" | "less" | "both" | "other" | "unknown";
  /** Each change is true by itself. Together they are all differences, except in the parts of `notCompared`. */
  readonly changes: readonly Change[];
  /** The number of compared situations, of all channels and the steps together; approximate above 2^53. */
  readonly situations: number;
  /** Parts that the work limit left out, in words for people; empty if everything was compared. */
  readonly notCompared: readonly string[];
}

/**
 * Finds every difference between two rulesets: channels offered, languages, order, reasons, steps, and requests that can be read.
 *
 * Ignores names, descriptions, promises and scenarios. Throws `RulesetError` if a ruleset has errors, and `RequestError` if the options
 * cannot be read.
 *
 * @example
 * const { verdict, changes } = await compareRulesets(current, proposed, { from: "2026-11-23T00:00:00Z", days: 30 });
 */
export async function compareRulesets(
  before: RulesetInput,
  after: RulesetInput,
  options: CheckOptions,
): Promise<Comparison> {
  const period = readPeriod(options);
  const [one, other] = [toRuleset(before), toRuleset(after)];
  const sides = [createSide(await loadForAnalysis(one)), createSide(await loadForAnalysis(other))] as const;
  const space = createSpace(sides, period);
  const compared = createComparedRulesets(space);
  const changes: Change[] = requestChanges(compared);
  if (!space.hasAllHours)
    compared.notCompared.push("the end of the period: hours change too often; look at fewer days");
  // If no request is readable by both sides, there is nothing else to compare.
  const isComparable = haveCommonRequests(space);
  if (isComparable) {
    const [channels, steps] = [idsOf(sides, "channels"), idsOf(sides, "steps")];
    const offers = channels.flatMap((channel) => offerChanges(compared, channel));
    const orders = pairsOf(channels).flatMap((pair) => orderChanges(compared, pair));
    const advice = [
      ...steps.flatMap((step) => stepChanges(compared, step)),
      ...pairsOf(steps).flatMap((pair) => stepOrderChanges(compared, pair)),
    ];
    // Reasons take the most work and matter least, so they come last and meet the work limit first.
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
