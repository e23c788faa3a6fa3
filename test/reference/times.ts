import type { OfferedChannel, RoutingDecision, WithheldChannel } from "../../src/runtime/decision.js";
import { type Clock, HORIZON_MS } from "./clock.js";
import type { Moment } from "./facts.js";
import type { Verdict } from "./verdict.js";

/** A verdict with all times. */
export type TimedVerdict = Pick<RoutingDecision, "offered" | "withheld" | "steps" | "validUntil">;

type VerdictAt = (moment: Moment) => Promise<Verdict>;
/** Of each instant of the clock, the first later one at which something is so; null where there is none. Epoch ms. */
type Later = readonly (number | null)[];

/** Finds all times by deciding at every instant up to the horizon. */
export async function timedVerdict(clock: Clock, verdictAt: VerdictAt): Promise<TimedVerdict> {
  const instants = clock.instants(HORIZON_MS);
  const moments = instants.map((instant) => clock.momentAt(instant));
  const verdicts = await atEach(verdictAt);
  const channels = idsOf([...(verdicts[0]?.offered ?? []), ...(verdicts[0]?.withheld ?? [])]);

  const open = await offeredAt("everyone-free");
  const openings = laterBy(channels, (channel, index) => open[index]?.has(channel) === true);
  /** By the reports that count. */
  const closings = new Map<string, Map<string, Later>>();

  async function closingsWith(reports: Moment["reports"]): Promise<Map<string, Later>> {
    const known = closings.get(String(reports));
    if (known !== undefined) return known;
    const offered = await offeredAt(reports);
    const found = laterBy(channels, (channel, index) => offered[index]?.has(channel) !== true);
    closings.set(String(reports), found);
    return found;
  }

  function offeredAt(reports: Moment["reports"]): Promise<Set<string>[]> {
    return atEach(async (moment) => idsOf((await verdictAt({ ...moment, reports })).offered));
  }

  /** What is found at each instant; once for those of the same moment. */
  async function atEach<Found>(find: (moment: Moment) => Promise<Found>): Promise<Found[]> {
    const found = new Map<Moment, Found>();
    for (const moment of new Set(moments)) found.set(moment, await find(moment));
    return moments.map((moment) => found.get(moment) as Found);
  }

  function laterBy(ids: ReadonlySet<string>, isSo: (channel: string, index: number) => boolean): Map<string, Later> {
    return new Map([...ids].map((channel) => [channel, firstLater(instants, (index) => isSo(channel, index))]));
  }

  async function timedAt(index: number): Promise<Omit<TimedVerdict, "validUntil">> {
    const { offered = [], withheld = [], steps = [] } = verdicts[index] ?? {};
    const closing = await closingsWith(moments[index]?.reports ?? []);
    return {
      offered: offered.map((each): OfferedChannel => ({ ...each, closesAt: iso(closing.get(each.channel)?.[index]) })),
      withheld: withheld.map((each): WithheldChannel => {
        const isOpen = open[index]?.has(each.channel) === true;
        return { ...each, nextOpensAt: isOpen ? null : iso(openings.get(each.channel)?.[index]) };
      }),
      steps: [...steps],
    };
  }

  const now = await timedAt(0);

  // A report that somebody reads counts as a difference if it becomes recent or stale. Times are looked for no further than from the first instant: one that merely comes within reach is no difference.
  for (const [index, instant] of instants.entries()) {
    const isOther =
      String(verdicts[index]?.told) !== String(verdicts[0]?.told) ||
      JSON.stringify(await timedAt(index)) !== JSON.stringify(now);
    if (isOther) return { ...now, validUntil: iso(instant) };
  }
  return { ...now, validUntil: null };
}

function firstLater(instants: readonly number[], isSo: (index: number) => boolean): Later {
  const later: (number | null)[] = [];
  let next: number | null = null;
  for (let index = instants.length - 1; index >= 0; index -= 1) {
    later[index] = next;
    if (isSo(index)) next = instants[index] ?? null;
  }
  return later;
}

function idsOf(channels: readonly { readonly channel: string }[]): Set<string> {
  return new Set(channels.map(({ channel }) => channel));
}

function iso(instant: number | null | undefined): string | null {
  return instant == null ? null : new Date(instant).toISOString();
}
