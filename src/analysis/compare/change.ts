import type { RoutingDecision } from "../../runtime/decision.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import type { SituationPlace } from "../../words/place.js";

/**
 * One difference between two rulesets, distinguished by `kind`. Plain JSON data. It holds in all situations that it names, and says
 * nothing about others.
 */
export type Change =
  | OfferChange
  | LanguageChange
  | OrderChange
  | ReasonsChange
  | StepChange
  | StepOrderChange
  | RequestChange;

/** A change of what one channel offers. */
export type ChannelChange = OfferChange | LanguageChange | OrderChange | ReasonsChange;

/** A channel is `gained`: offered only after; or `lost`: offered only before. */
export interface OfferChange extends ChangePlace {
  readonly kind: "gained" | "lost";
  readonly channel: string;
}

/** A channel is offered before and after, in different languages. */
export interface LanguageChange extends ChangePlace {
  readonly kind: "language";
  readonly channel: string;
  readonly languageBefore: string;
  readonly languageAfter: string;
}

/** A channel moves ahead of another one. Both are offered before and after. */
export interface OrderChange extends ChangePlace {
  readonly kind: "moved-up";
  readonly channel: string;
  readonly aheadOf: string;
}

/** A channel is withheld before and after, for different reasons. */
export interface ReasonsChange extends ChangePlace {
  readonly kind: "reasons";
  readonly channel: string;
  /**
   * Reason codes, sorted. All of them apply at once; with `inSome`, each of them applies somewhere. `availability-unknown` includes
   * `availability-stale`.
   */
  readonly codesBefore: readonly string[];
  readonly codesAfter: readonly string[];
}

/** A step is advised only after, or only before. */
export interface StepChange extends ChangePlace {
  readonly kind: "step-added" | "step-removed";
  readonly step: string;
}

/** A step moves ahead of another one. Both are advised before and after. */
export interface StepOrderChange extends ChangePlace {
  readonly kind: "step-moved-up";
  readonly step: string;
  readonly aheadOf: string;
}

/** A request is `accepted` only after, or `refused` only after. A refused request fails with a `RequestError`. */
export interface RequestChange extends ChangePlace {
  readonly kind: "accepted" | "refused";
}

/** The situations of a change, with an example. */
export interface ChangePlace extends SituationPlace {
  readonly example: ChangeExample;
  /**
   * The edits that cause it: those without which the example is decided as before or, if there are none, those that alone decide it as after.
   * Empty if no single edit does, or if there are too many edits and rules to try.
   */
  readonly causes: readonly ChangeCause[];
}

/** A part of the ruleset that was edited. Places are those after, or before if it was removed; only for rulesets that were read from text. */
export interface ChangeCause {
  readonly edit: "added" | "removed" | "edited" | "reordered";
  readonly section:
    | "channels"
    | "steps"
    | "rules"
    | "requestTypes"
    | "facts"
    | "schedules"
    | "calendars"
    | "conditions"
    | "languages"
    | "availability";
  /** The id, name or key of the part; null for a whole section. */
  readonly name: string | null;
  readonly file?: string;
  /** Counted from 1, as `column` is. */
  readonly line?: number;
  readonly column?: number;
}

/** A request that shows a change, with both decisions. */
export interface ChangeExample {
  /**
   * The shortest such request. Each ruleset decides it without the facts and channels that the ruleset does not declare; for `accepted`
   * and `refused` it decides the whole request.
   */
  readonly request: ContactRequest;
  /** The decision before; null if that ruleset cannot read the request. */
  readonly before: RoutingDecision | null;
  /** The decision after; null if that ruleset cannot read the request. */
  readonly after: RoutingDecision | null;
}
