import type { LoadedChannel } from "../../../runtime/load-rules.js";
import { NOBODY } from "../../../runtime/request/agent-numbers.js";
import type { AnalysedRules } from "../../analysed-rules.js";
import type { ChannelGoal } from "../../coverage/coverage-report.js";
import { isCount } from "./class-values.js";
import { type CompiledTerm, holdsIn } from "./coverage-goals.js";
import { type CandidateLanguage, holding, termsOf, type WantedSituation, type WaysOf } from "./wanted.js";

/** Every way for a channel to be offered, or to be withheld. */
export function createWantedForChannel(
  compiled: AnalysedRules,
  waysOf: WaysOf,
  languagesOf: readonly (readonly CandidateLanguage[])[],
): (goal: ChannelGoal, channel: LoadedChannel) => Iterable<WantedSituation> {
  const { variables: axes } = compiled.conditions;
  const allTypes = Object.keys(compiled.document.requestTypes);
  return (goal, channel) => wantedForChannel(goal, channel);

  function* wantedForChannel(goal: ChannelGoal, channel: LoadedChannel): Iterable<WantedSituation> {
    const requestTypes = goal.requestTypes === "any" ? allTypes : goal.requestTypes;
    const withholding = waysOf("withhold", channel);
    for (const candidate of languagesOf[channel.index] ?? []) {
      const { place, usingFallbackLanguage } = candidate;
      const language = place === null || usingFallbackLanguage ? null : (channel.languages[place] as string);
      if (goal.languages !== "any" && !goal.languages.includes(language)) continue;
      const wantedHere = { requestTypes, candidate, demands: [], avoided: [], isExact: true };
      if (goal.kind === "channel-offered") {
        if (channel.always) yield wantedHere;
        else if (place !== null) {
          const avoided = withholding.map(termsOf);
          for (const offer of waysOf("offer", channel)) yield { ...wantedHere, demands: holding(offer.terms), avoided };
        }
      } else if (place === null) yield wantedHere;
      else {
        const offers = waysOf("offer", channel).map(termsOf);
        for (const { named, ...fallback } of withheldInFallback(channel, candidate)) {
          const { demands, avoided, isExact } = fallback;
          const wanted = { ...wantedHere, candidate: named, isExact };
          for (const way of withholding) yield { ...wanted, demands: [...demands, ...holding(way.terms)], avoided };
          yield { ...wanted, demands, avoided: [...avoided, ...offers] };
        }
      }
    }
  }

  /**
   * What keeps a channel from being offered in the fallback language, in which nobody is free; there, a condition holds or does not. A customer
   * may also name that language, so that it is not a fallback.
   */
  function* withheldInFallback(
    channel: LoadedChannel,
    candidate: CandidateLanguage,
  ): Iterable<Pick<WantedSituation, "demands" | "avoided" | "isExact"> & { readonly named: CandidateLanguage }> {
    const { requested, place, usingFallbackLanguage } = candidate;
    const { fallback, languages } = channel;
    if (usingFallbackLanguage || fallback < 0 || fallback === place)
      return yield { named: candidate, demands: [], avoided: [], isExact: true };
    yield* withheldIn(channel, true, candidate);
    yield* withheldIn(channel, false, { ...candidate, requested: [requested, languages[fallback] as string].flat() });
  }

  function* withheldIn(channel: LoadedChannel, usingFallbackLanguage: boolean, named: CandidateLanguage) {
    const situation = new Int32Array(axes.length);
    channel.candidateClasses.set(situation, channel.fallback, usingFallbackLanguage, NOBODY);
    const isOfCandidate = ({ axis }: CompiledTerm) => axes[axis]?.scope === "candidate";
    const project = (type: "offer" | "withhold") =>
      waysOf(type, channel)
        .map(termsOf)
        .filter((terms) => holdsIn(terms.filter(isOfCandidate), situation))
        .map((terms) => terms.filter((term) => !isOfCandidate(term)));
    const rules = [...waysOf("offer", channel), ...waysOf("withhold", channel)];
    // Were agents asked for, others than nobody might do.
    const isExact = !rules.some(({ terms }) => terms.some(({ axis }) => isCount(axes[axis]?.fact ?? "")));
    yield { named, demands: [], avoided: project("offer"), isExact };
    for (const terms of project("withhold")) yield { named, demands: holding(terms), avoided: [], isExact };
  }
}
