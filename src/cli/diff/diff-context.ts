import type { RulesetDocument } from "../../index.js";
import type { TimePeriod } from "../../words/describe-windows.js";

/** What a comparison is told with. */
export interface DiffContext {
  /** As they were named. */
  readonly before: string;
  readonly after: string;
  readonly rulesets: readonly [before: RulesetDocument, after: RulesetDocument];
  /** To tell times in. */
  readonly timeZone: string;
  readonly period: TimePeriod;
}
