import { type RulesetInput, toRuleset } from "../../ruleset/read-ruleset.js";
import { quote, quoteList } from "../../values/quote.js";
import { loadRulesetModel } from "../model/ruleset-model.js";
import { type ComparedSpace, createSituationSpace } from "../model/situation-space.js";
import { type CheckOptions, readPeriod } from "../period.js";
import type { Change } from "./change.js";
import { withCauses } from "./change-causes.js";
import { type ComparedRulesets, type ComparisonTask, createComparedRulesets } from "./compared-rulesets.js";
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
  const sides = [await loadRulesetModel(one), await loadRulesetModel(other)] as const;
  const space = createSituationSpace(sides, period);
  const compared = createComparedRulesets(space);
  // If no request is readable by both sides, there is nothing else to compare.
  const isComparable = haveCommonRequests(space);
  const found = [...requestChanges(compared), ...(isComparable ? decisionChanges(compared) : [])];
  const changes = await withCauses(found, [one, other]);
  const notCompared = [
    ...(space.hasAllHours ? [] : ["the end of the period: hours change too often; look at fewer days"]),
    ...compared.notCompared,
  ];
  return {
    equivalent: changes.length === 0 && notCompared.length === 0,
    verdict: verdictOf(changes, notCompared.length === 0),
    changes,
    situations: isComparable ? countCompared(compared) : 0,
    notCompared,
  };
}

/** Compares what both sides decide of the requests that both can read. */
function decisionChanges(compared: ComparedRulesets): Change[] {
  const { space, attempt } = compared;
  const [channels, steps] = [idsOf(space, "channels"), idsOf(space, "steps")];
  const each = <Item, Result>(
    items: readonly Item[],
    what: (item: Item) => string,
    taskOf: (compared: ComparedRulesets, item: Item) => ComparisonTask<Result>,
    leastWork?: (index: number) => number,
  ) =>
    items.map((item, index) => {
      const named = `${what(item)} in some situations, of which there are too many`;
      return attempt(named, () => taskOf(compared, item), leastWork?.(index));
    });
  const order = (ids: readonly [string, string]) => `the order of ${quoteList(ids)}`;
  const offers = each(channels, (id) => `what is offered of ${quote(id)}`, offerChanges);
  const orders = each(pairsOf(channels), order, orderChanges);
  const advice = [
    ...each(steps, (id) => `the step ${quote(id)}`, stepChanges),
    ...each(pairsOf(steps), order, stepOrderChanges),
  ];
  // Reasons take the most work and matter least, so they come last and meet the work limit first.
  const workOfReasons = (index: number) => (offers[index]?.work ?? 0) * LEAST_WORK_OF_REASONS;
  const reasons = each(channels, (id) => `why ${quote(id)} is withheld`, reasonChanges, workOfReasons);
  return [...offers, ...orders, ...reasons, ...advice].flatMap((part): readonly Change[] => part.finish());
}

/** To compare the reasons of a channel takes at least this many times the work of comparing its offers. */
const LEAST_WORK_OF_REASONS = 4;

/** The ids after, then those that are no more. */
function idsOf({ sides: [before, after] }: ComparedSpace, part: "channels" | "steps"): string[] {
  return [...new Set([...after.compiled[part], ...before.compiled[part]].map(({ id }) => id))];
}

/** Each two of some items, in their order. */
function pairsOf<Item>(items: readonly Item[]): (readonly [Item, Item])[] {
  return items.flatMap((one, index) => items.slice(index + 1).map((other) => [one, other] as const));
}

function verdictOf(changes: readonly Change[], isComplete: boolean): Comparison["verdict"] {
  const has = (...kinds: readonly Change["kind"][]) => changes.some(({ kind }) => kinds.includes(kind));
  const [more, less] = [has("gained", "accepted"), has("lost", "refused")];
  if (more || less) return more && less ? "both" : more ? "more" : "less";
  if (changes.length > 0) return "other";
  return isComplete ? "nothing" : "unknown";
}

function countCompared({ space, ofOffer, ofRequest }: ComparedRulesets): number {
  const diagrams = [
    ...idsOf(space, "channels").map(ofOffer),
    ...(idsOf(space, "steps").length > 0 ? [ofRequest()] : []),
  ];
  return diagrams.reduce((sum, { count, byLanguage, possible }) => sum + count(byLanguage(possible)), 0);
}
