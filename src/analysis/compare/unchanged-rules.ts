import type { RulesetDocument } from "../../ruleset/document.js";
import { writtenHours } from "../../ruleset/schedules.js";
import type { Expression } from "../../runtime/conditions/expression.js";
import type { RuleTable } from "../../runtime/load-rules.js";
import { COUNT_FACTS } from "../../values/facts.js";
import { memoize } from "../mdd/memoize.js";
import { rulesOf } from "../model/ruleset-diagrams.js";
import { type BothSides, type ComparedSpace, channelOnBoth, isOnBoth, stepOnBoth } from "../model/situation-space.js";

/** Compares the texts of rules. Equal rules decide alike. Different rules may decide alike too, so false means nothing. */
export interface UnchangedRules {
  /** Whether a channel is offered or withheld by the same rules, for the same languages. */
  hasOffers(channel: string): boolean;
  /** Whether the same rules prefer a channel, in the same situations. */
  hasPreferences(channel: string): boolean;
  hasAdvice(step: string): boolean;
}

export function unchangedRules(space: ComparedSpace): UnchangedRules {
  let count = 0;
  const numberOf = memoize((_: string) => count++);
  const textsOf = space.sides.map(({ compiled }) => createTextOf(compiled.document, numberOf));
  const isSame = (tables: BothSides<RuleTable>) => {
    const [before, after] = tables.map((table, side) => textsOf[side]?.(table as RuleTable));
    return before === after;
  };
  const languagesOf = (document: RulesetDocument, id: string) => {
    const { fallback, aliases } = document.languages;
    const { languages, always, offerInFallbackLanguage } = document.channels.find((each) => each.id === id) ?? {};
    return JSON.stringify([fallback, aliases, languages, always, offerInFallbackLanguage]);
  };
  const channel = memoize((id: string) => {
    const both = channelOnBoth(space, id);
    if (!isOnBoth(both)) return { offers: false, prefers: false };
    const [before, after] = both;
    const [languages, languagesAfter] = space.sides.map(({ compiled }) => languagesOf(compiled.document, id));
    const offers =
      languages === languagesAfter &&
      isSame([before.offers, after.offers]) &&
      isSame([before.withholds, after.withholds]);
    // With other offers, a channel may be offered in another language, and these rules may read its language or agents.
    const prefers = isSame([before.prefers, after.prefers]) && (offers || !readsCandidates(before.prefers));
    return { offers, prefers };
  });
  const readsCandidates = ({ clauses }: RuleTable) => {
    const { variables } = space.sides[0].compiled.conditions;
    return clauses.some(({ conjunct }) => conjunct.some(({ variable }) => variables[variable]?.scope === "candidate"));
  };
  return {
    hasOffers: (id) => channel(id).offers,
    hasPreferences: (id) => channel(id).prefers,
    hasAdvice: (id) => {
      const both = stepOnBoth(space, id);
      return isOnBoth(both) && isSame([both[0].advice, both[1].advice]);
    },
  };
}

/** Writes what the rules of a table do, in no order, with all that they depend on. Numbers stand for long texts, on both sides. */
function createTextOf(document: RulesetDocument, numberOf: (text: string) => number): (table: RuleTable) => string {
  const { facts = {}, requestTypes, availability } = document;
  const agents: ReadonlySet<string> = new Set(COUNT_FACTS);
  const ofSchedule = memoize((id: string) => numberOf(writtenHours(id, document)));
  const ofFact = memoize((fact: string) => {
    if (fact === "requestType" || fact === "requestTags") return numberOf(JSON.stringify(requestTypes));
    return numberOf(JSON.stringify([agents.has(fact) ? availability : facts[fact]]));
  });
  const textOf = (expression: Expression): string => {
    if (expression.kind !== "leaf") return `${expression.kind}(${expression.children.map(textOf).sort()})`;
    const { fact, operator, value } = expression;
    const context = fact === "time" ? ofSchedule(String(value)) : ofFact(fact);
    return `${fact} ${operator} ${JSON.stringify(value)} ${context}`;
  };
  return (table) =>
    rulesOf(table)
      .map(({ event, priority, expression }) => {
        const does = event.type === "withhold" ? event.params.reason : event.type === "prefer" ? priority : "";
        return `${does} ${expression === null ? "" : textOf(expression)}`;
      })
      .sort()
      .join("\n");
}
