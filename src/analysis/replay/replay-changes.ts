import type { OfferedChannel, RoutingDecision } from "../../runtime/decision.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import type { ExampleDecision, ReplayChanges, ReplayExample, ReplayedChange } from "./replay-report.js";
import { type CustomerGroup, countsOf, increment, mostFirst, shareOf, type TallyGroups } from "./replay-tally.js";

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
      const hasOtherSteps = !isSameList(before.steps, now.steps, (one, other) => one.step === other.step);
      const hasOtherChannels = !isSameList(before.offered, now.offered, isSameChannel);
      const hasOtherLanguages = now.offered.some((offer) =>
        before.offered.some((other) => isSameChannel(offer, other) && offer.servedLanguage !== other.servedLanguage),
      );
      if (hasOtherSteps || hasOtherChannels || hasOtherLanguages) changed++;
      if (hasOtherSteps) steps.add(compared);
      if (hasOtherLanguages) language.add(compared);
      if (!hasOtherChannels) return;
      const gained = without(now.offered, before.offered);
      const lost = without(before.offered, now.offered);
      for (const { channel } of gained) byChannel.get(channel)?.gained.add(compared);
      for (const { channel } of lost) byChannel.get(channel)?.lost.add(compared);
      if (gained.length === 0 && lost.length === 0) order.add(compared);
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

/** Prepares to count the requests with one kind of difference. */
function createChange(groups: TallyGroups) {
  let requests = 0;
  const types = countsOf(groups.requestTypes);
  const languages = countsOf(groups.languages);
  const examples: ReplayExample[] = [];
  const more: ReplayExample[] = [];

  return {
    add({ line, request, customer, before, now }: ComparedRequest) {
      const kept = types.get(customer.requestType) === 0 ? examples : more;
      if (kept.length < MAX_EXAMPLES) {
        kept.push({ line, request: { ...request }, before: summarise(before), now: summarise(now) });
      }
      requests++;
      increment(types, customer.requestType);
      increment(languages, customer.language);
    },
    change: (): ReplayedChange => ({
      requests,
      requestTypes: mostFirst(
        [...types].map(([requestType, count]) => ({ requestType, requests: count })).filter(hasAny),
      ),
      languages: mostFirst([...languages].map(([language, count]) => ({ language, requests: count })).filter(hasAny)),
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
