import type { WithheldReason } from "../../runtime/decision.js";
import type { CandidateExplanation, RuleExplanation } from "../../runtime/explanation.js";
import type { LoadedChannel } from "../../runtime/load-rules.js";
import { codeOfFailure, rankOfFact } from "../../runtime/reasons/reason.js";
import { STALE_AVAILABILITY } from "../../runtime/request/agent-numbers.js";
import type { CandidateLanguages } from "../../runtime/request/language-plan.js";
import { readRequest } from "../../runtime/request/read-request.js";
import { availabilityOf } from "../../runtime/request/recent-availability.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import { routerOf } from "../../runtime/router.js";
import type { RulesetModel } from "../model/ruleset-model.js";
import { missingOf } from "../scenarios/find-causes.js";

/**
 * Finds every reason why a channel is withheld. `wider` has the rules in which the channel serves the customer's languages; null if it serves
 * one already, or can serve none.
 */
export function findBlockers(
  model: RulesetModel,
  wider: RulesetModel | null,
  request: ContactRequest,
  index: number,
): WithheldReason[] {
  const { compiled } = model;
  const channel = compiled.channels[index] as LoadedChannel;
  const read = readRequest(request, compiled.vocabulary, compiled.planLanguages);
  const { places } = read.languages.channels[index] as CandidateLanguages;
  const plain = (code: string, actual: unknown = null) => ({ code, rule: null, condition: null, actual });
  const isClosed = read.closedChannels.has(channel.id);
  const candidates = blockersOfCandidates(places.length === 0 && wider !== null ? wider : model, request, index);
  const all = [
    ...(isClosed ? [plain("manually-closed")] : []),
    ...(places.length === 0 ? [plain("language-not-served", [...read.languages.requested])] : []),
    ...candidates,
    ...(channel.offers.clauses.length === 0 ? [plain("no-rule")] : []),
  ];
  // Candidates differ in little.
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

function blockersOfCandidates({ compiled }: RulesetModel, request: ContactRequest, index: number): WithheldReason[] {
  const read = readRequest(request, compiled.vocabulary, compiled.planLanguages);
  const { places } = read.languages.channels[index] as CandidateLanguages;
  const { candidates = [] } = routerOf(compiled).explain(request).channels[index] ?? {};
  const reasonOf = new Map(
    (compiled.document.rules ?? []).flatMap(({ name, event }) =>
      event.type === "withhold" ? [[name, event.params.reason] as const] : [],
    ),
  );
  return candidates.flatMap(({ rules }: CandidateExplanation, order) => {
    const isStale = availabilityOf(read, index, places[order] as number) === STALE_AVAILABILITY;
    const offers = rules.filter(({ event }) => event === "offer");
    const isOffered = offers.some(({ result }) => result === "holds");
    return [
      ...(isOffered ? [] : offers.flatMap((rule) => failuresOf(rule, isStale))),
      ...rules.flatMap(({ rule, event, result }) =>
        event === "withhold" && result === "holds"
          ? [{ code: reasonOf.get(rule) ?? "", rule, condition: null, actual: null }]
          : [],
      ),
    ];
  });
}

function failuresOf({ rule, conditions }: RuleExplanation, isStale: boolean): WithheldReason[] {
  return missingOf(conditions)
    .sort((a, b) => rankOfFact(b.fact) - rankOfFact(a.fact))
    .map(({ fact, operator, value, actual, exception }) => ({
      code: codeOfFailure({ fact, operator }, actual === null, isStale),
      rule,
      condition: { fact, operator, value },
      actual,
      ...(exception !== undefined && { exception }),
    }));
}
