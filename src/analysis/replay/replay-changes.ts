import type { OfferedChannel, RoutingDecision } from "../../runtime/decision.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import type { ExampleDecision, ReplayChanges, ReplayExample, ReplayedChange } from "./replay-report.js";
import { type CustomerGroup, increment, mostFirst, shareOf, type TallyGroups } from "./replay-tally.js";

/** A request with its decisions by both rulesets. */
interface ComparedRequest {
  readonly line: number;
  readonly request: ContactRequest;
  readonly customer: CustomerGroup;
  readonly before: RoutingDecision;
  readonly now: RoutingDecision;
}

/** Prepares to count the differences between the decisions of two rulesets. `channels` lists the channels of both rulesets, each once. */
export function createChangeCounter(channels: readonly string[], groups: TallyGroups) {
  let requests = 0;
  let changed = 0;
  const byChannel = new Map(channels.map((id) => [id, { gained: createChange(groups), lost: createChange(groups) }]));
  const [order, language, steps] = [createChange(groups), createChange(groups), createChange(groups)];

  return {
    add(compared: ComparedRequest) {
      requests++;
      const { before, now } = compared;
      const hasOtherOffers = !isSameList(
        before.offered,
        now.offered,
        (one, other) => isSameChannel(one, other) && one.servedLanguage === other.servedLanguage,
      );
      const hasOtherSteps = !isSameList(before.steps, now.steps, (one, other) => one.step === other.step);
      if (!hasOtherOffers && !hasOtherSteps) return;
      changed++;
      if (hasOtherSteps) steps.add(compared);
      if (!hasOtherOffers) return;
      const gained = without(now.offered, before.offered);
      const lost = without(before.offered, now.offered);
      for (const { channel } of gained) byChannel.get(channel)?.gained.add(compared);
      for (const { channel } of lost) byChannel.get(channel)?.lost.add(compared);
      const hasSameChannels = gained.length === 0 && lost.length === 0;
      if (hasSameChannels && !isSameList(before.offered, now.offered, isSameChannel)) order.add(compared);
      if (now.offered.some((offer) => isInAnotherLanguage(offer, before.offered))) language.add(compared);
    },
    changes: (): ReplayChanges => ({
      requests: changed,
      share: shareOf(changed, requests),
      channels: [...byChannel].map(([channel, { gained, lost }]) => ({
        channel,
        gained: gained.change(),
        lost: lost.change(),
      })),
      order: order.change(),
      language: language.change(),
      steps: steps.change(),
    }),
  };
}

function isSameList<Item>(
  left: readonly Item[],
  right: readonly Item[],
  isSame: (left: Item, right: Item) => boolean,
): boolean {
  return left.length === right.length && left.every((each, index) => isSame(each, right[index] as Item));
}

function isSameChannel(left: OfferedChannel, right: OfferedChannel): boolean {
  return left.channel === right.channel;
}

function without(offers: readonly OfferedChannel[], others: readonly OfferedChannel[]): OfferedChannel[] {
  return offers.filter((offer) => !others.some((other) => isSameChannel(offer, other)));
}

function isInAnotherLanguage(offer: OfferedChannel, others: readonly OfferedChannel[]): boolean {
  const other = others.find((each) => isSameChannel(offer, each));
  return other !== undefined && other.servedLanguage !== offer.servedLanguage;
}

/** Prepares to count the requests with one kind of difference. */
function createChange({ requestTypes, languages }: TallyGroups) {
  let requests = 0;
  const byType = new Float64Array(requestTypes.length);
  const byLanguage = new Float64Array(languages.length);
  const examples: ReplayExample[] = [];
  const more: ReplayExample[] = [];

  return {
    add({ line, request, customer, before, now }: ComparedRequest) {
      const isNewType = byType[customer.requestType] === 0;
      requests++;
      increment(byType, customer.requestType);
      increment(byLanguage, customer.language);
      const kept = isNewType ? examples : more;
      if (kept.length < MAX_EXAMPLES) {
        kept.push({ line, request: { ...request }, before: summarise(before), now: summarise(now) });
      }
    },
    change: (): ReplayedChange => ({
      requests,
      requestTypes: mostFirst(
        requestTypes.map((requestType, index) => ({ requestType, requests: byType[index] as number })).filter(hasAny),
      ),
      languages: mostFirst(
        languages.map((language, index) => ({ language, requests: byLanguage[index] as number })).filter(hasAny),
      ),
      examples: [...examples, ...more].slice(0, MAX_EXAMPLES).sort((left, right) => left.line - right.line),
    }),
  };
}

const MAX_EXAMPLES = 3;

function summarise({ offered, steps }: RoutingDecision): ExampleDecision {
  return {
    offered: offered.map(({ channel, servedLanguage }) => `${channel}:${servedLanguage}`),
    steps: steps.map(({ step }) => step),
  };
}

function hasAny({ requests }: { readonly requests: number }): boolean {
  return requests > 0;
}
