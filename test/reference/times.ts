import type { OfferedChannel, RoutingDecision, WithheldChannel } from "../../src/runtime/decision.js";
import { type Clock, HORIZON_MS } from "./clock.js";
import type { Moment } from "./facts.js";
import type { Verdict } from "./verdict.js";

/** A verdict with all times. */
export type TimedVerdict = Pick<RoutingDecision, "offered" | "withheld" | "steps" | "validUntil">;

type VerdictAt = (moment: Moment) => Promise<Verdict>;
type Snapshot = Moment["snapshot"];
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
  const closings = new Map<Snapshot, Map<string, Later>>();
  for (const snapshot of new Set(moments.map((moment) => moment.snapshot))) {
    const offered = await offeredAt(snapshot);
    closings.set(
      snapshot,
      laterBy(channels, (channel, index) => offered[index]?.has(channel) !== true),
    );
  }

  function offeredAt(snapshot: Snapshot): Promise<Set<string>[]> {
    return atEach(async (moment) => idsOf((await verdictAt({ ...moment, snapshot })).offered));
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

  function timedAt(index: number): Omit<TimedVerdict, "validUntil"> {
    const { offered = [], withheld = [], steps = [] } = verdicts[index] ?? {};
    const closing = closings.get(moments[index]?.snapshot ?? "none");
    return {
      offered: offered.map((each): OfferedChannel => ({ ...each, closesAt: iso(closing?.get(each.channel)?.[index]) })),
      withheld: withheld.map((each): WithheldChannel => {
        const isOpen = open[index]?.has(each.channel) === true;
        return { ...each, nextOpensAt: isOpen ? null : iso(openings.get(each.channel)?.[index]) };
      }),
      steps: [...steps],
    };
  }

  const now = timedAt(0);

  // A snapshot that becomes fresh or stale counts as a difference. Times are looked for no further than from the first instant: one that merely comes within reach is no difference.
  for (const [index, instant] of instants.entries()) {
    const isOther =
      moments[index]?.snapshot !== moments[0]?.snapshot || JSON.stringify(timedAt(index)) !== JSON.stringify(now);
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
