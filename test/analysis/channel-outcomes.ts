import { FALSE, type Node } from "../../src/analysis/mdd/store.js";
import type { Diagrams } from "../../src/analysis/model/diagrams.js";
import { diagramsOfChannels, rulesOf } from "../../src/analysis/model/ruleset-diagrams.js";
import type { SituationSpace } from "../../src/analysis/model/situation-space.js";
import type { Candidate, LanguageClass } from "../../src/analysis/model/variables.js";
import type { LoadedRule } from "../../src/runtime/conditions/load-conditions.js";
import type { LoadedChannel } from "../../src/runtime/load-rules.js";

/** The offer of a channel on one side. */
export interface ChannelOffer {
  readonly language: string;
  /** Names of the offer rule, null for an always channel, and of the rule that prefers it. */
  readonly rule: string | null;
  readonly preferredBy: string | null;
}

/** The diagrams of a channel for customers of one language, on all sides. */
export function diagramsOfChannel(space: SituationSpace, channel: string, limit = { left: 1_000_000 }): Diagrams {
  return diagramsOfChannels(space, [channel], space.customers, limit);
}

/** The offers of a channel on one side, each with its situations. It is withheld in all others. */
export function offersOf(diagrams: Diagrams, space: SituationSpace, channel: string, side: number) {
  const found = channelOn(space, side, channel);
  const offers = new Map<string, { readonly offer: ChannelOffer; readonly parts: Map<LanguageClass, Node> }>();
  if (found === undefined) return [];
  for (const language of diagrams.languages) {
    let left = diagrams.possible(language);
    for (const candidate of language.candidates.filter((each) => each.side === side)) {
      const withholds = diagrams.conjunctsOf(rulesOf(found.withholds), candidate);
      const mayBe = found.always ? left : diagrams.sets.difference(left, ...withholds);
      const offering = found.always ? [null] : rulesOf(found.offers);
      for (const [rule, offered] of firstOf(diagrams, offering, candidate, mayBe)) {
        if (rule === NOTHING) continue;
        for (const [preferring, set] of firstOf(diagrams, rulesOf(found.prefers), candidate, offered)) {
          const offer: ChannelOffer = {
            language: language.pools[candidate.pool]?.language ?? "",
            rule: rule?.name ?? null,
            preferredBy: preferring === NOTHING ? null : (preferring?.name ?? null),
          };
          const known = offers.get(JSON.stringify(offer)) ?? { offer, parts: new Map() };
          offers.set(JSON.stringify(offer), known);
          known.parts.set(language, diagrams.sets.union(known.parts.get(language) ?? FALSE, set));
        }
        left = diagrams.sets.difference(left, offered);
      }
    }
  }
  return [...offers.values()].map(({ offer, parts }) => {
    return { offer, set: diagrams.byLanguage((language) => parts.get(language) ?? FALSE) };
  });
}

const NOTHING = Symbol("no rule holds");

/** Which rule holds first, each with its part of a set. Null stands for no condition. */
function firstOf(
  { sets, conjunctsOf }: Diagrams,
  rules: readonly (LoadedRule | null)[],
  candidate: Candidate,
  within: Node,
): [LoadedRule | null | typeof NOTHING, Node][] {
  const found: [LoadedRule | null | typeof NOTHING, Node][] = [];
  let left = within;
  for (const rule of rules) {
    const set = rule === null ? left : sets.select([], [left], conjunctsOf([rule], candidate));
    if (set !== FALSE) found.push([rule, set]);
    left = sets.difference(left, set);
  }
  return left === FALSE ? found : [...found, [NOTHING, left]];
}

function channelOn({ sides }: SituationSpace, side: number, channel: string): LoadedChannel | undefined {
  return sides[side]?.compiled.channels.find(({ id }) => id === channel);
}
