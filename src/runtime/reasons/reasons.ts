import type { CompiledRuleset } from "../../compile/compile-ruleset.js";
import type { CompiledRule } from "../../compile/conditions/compile-conditions.js";
import type { HoursWalk } from "../hours/schedule-cursor.js";
import { atCode, keepAtCode } from "../situation/hours-memo.js";
import { type ChannelSituation, missesOf } from "../situation/channel-situation.js";
import { blamesOf } from "./failed-literals.js";
import { lackHours, nearestMisses } from "./nearest-misses.js";
import { type ReasonTemplate, templateOfRule, WITHOUT_RULE } from "./reason-templates.js";

/** Why a channel is withheld, but for what the fact was, which only the request tells: a class of situations shares it. */
export interface Reason {
  readonly template: ReasonTemplate;
  /** Whose fact it is, as a place among the candidates; 0 where it is nobody's. */
  readonly candidate: number;
  /** Those before it that say the same, but of another candidate, for whom the fact may be the same. */
  readonly alike: readonly Reason[];
}

/** The reasons of the nearest misses. */
export interface NearReasons {
  readonly list: readonly Reason[];
  /** Theirs, each once: where they are not the same, or in another order, the reasons of a decision differ. */
  readonly templates: readonly ReasonTemplate[];
  /** Whether hours are among what is missing. */
  readonly lacksHours: boolean;
  /** The schedules of which a reason may name the exception that closed them; by their axes. */
  readonly namesExceptionsOf: readonly number[];
}

/** The reason of a channel that no rule was asked about. */
export function withoutRule(code: keyof typeof WITHOUT_RULE): Reason {
  return { template: WITHOUT_RULE[code], candidate: 0, alike: NOBODY_ALIKE };
}

/** The reason of each withhold rule, the identical one wherever a rule is listed again. */
export function reasonsOfRules(rules: readonly CompiledRule[]): Reason[] {
  const reasons = new Map<CompiledRule, Reason>();
  for (const rule of new Set(rules))
    reasons.set(rule, { template: templateOfRule(rule), candidate: 0, alike: NOBODY_ALIKE });
  return rules.map((rule) => reasons.get(rule) as Reason);
}

/**
 * The reasons of a channel that no rule offers, at the hours of a walk along those of its misses: of the clauses with the fewest failing facts, the
 * ones whose failing facts pass soonest. Worked out once for each code of those hours, and kept with the situation.
 */
export function reasonsAt(compiled: CompiledRuleset, asked: ChannelSituation, walk: HoursWalk): NearReasons {
  const { reasons } = missesOf(asked);
  const known = atCode(reasons, walk.code);
  if (known !== null) return known;
  const found = findReasons(compiled, asked, walk);
  keepAtCode(reasons, walk.code, found);
  return found;
}

/** Whether hours are among what the channel lacks, which takes less to find out than the reasons. */
export function lacksHoursAt(asked: ChannelSituation, walk: HoursWalk): boolean {
  const known = atCode(missesOf(asked).reasons, walk.code);
  return known?.lacksHours ?? lackHours(nearestMisses(asked, walk));
}

function findReasons(compiled: CompiledRuleset, asked: ChannelSituation, walk: HoursWalk): NearReasons {
  const misses = nearestMisses(asked, walk);
  const list: Reason[] = [];
  const templates: ReasonTemplate[] = [];
  const namesExceptionsOf: number[] = [];
  for (const { owner, leaf, candidate, isUnknown } of blamesOf(compiled, misses, asked)) {
    const template = compiled.reasons.templateOf(owner, leaf, isUnknown, asked.snapshot);
    const alike = reasonsAlike(list, template);
    if (alike.some((other) => template.isOfRequest || other.candidate === candidate)) continue;
    if (alike.length === 0) templates.push(template);
    const { exceptionOf } = template;
    if (exceptionOf !== null && !namesExceptionsOf.includes(exceptionOf)) namesExceptionsOf.push(exceptionOf);
    list.push({ template, candidate, alike });
  }
  return { list, templates, lacksHours: lackHours(misses), namesExceptionsOf };
}

/** Those with the same template: they are of one rule and rank, which stand together at the end of the list. */
function reasonsAlike(list: readonly Reason[], template: ReasonTemplate): readonly Reason[] {
  let alike: Reason[] | null = null;
  for (let index = list.length - 1; index >= 0; index--) {
    const reason = list[index] as Reason;
    if (reason.template.rule !== template.rule) break;
    if (reason.template !== template) continue;
    alike ??= [];
    alike.unshift(reason);
  }
  return alike ?? NOBODY_ALIKE;
}

const NOBODY_ALIKE: readonly Reason[] = [];
