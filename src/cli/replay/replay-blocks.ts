import type { ChannelTally, ExampleDecision, ReplayedChange, ReplayReport, ReplayTally } from "../../analysis.js";
import { describeReasonCode } from "../../words/describe-reason.js";
import { languageName } from "../../words/languages.js";
import { countOf, formatCount, formatShare } from "../../words/numbers.js";
import { bad, dim, good, named, type Prose, strong } from "../../words/prose.js";
import {
  type Block,
  caption,
  describeExample,
  heading,
  type ListItem,
  list,
  paragraph,
  type Table,
  table,
} from "../report/page.js";

export function offeredBlocks({ requests, rules, against }: ReplayReport): Block[] {
  if (against === null) {
    const rows = rules.channels.map(({ channel, offered, share, offeredFirst }) => ({
      label: named(channel),
      cells: [formatCount(offered), formatShare(share), formatShare(offeredFirst / requests)],
    }));
    return [heading("Offered"), table(["requests", "share", "first"], rows)];
  }
  const channels = new Set([...rules.channels, ...against.channels].map(({ channel }) => channel));
  const rows = [...channels].map((channel) => {
    const [before, now] = [against, rules].map((tally) => tally.channels.find((each) => each.channel === channel));
    return { label: named(channel), cells: [...offeredCells(before), ...offeredCells(now)] };
  });
  return [heading("Offered"), table(["before", "share", "now", "share"], rows)];
}

/** Dashes if the ruleset has no such channel. */
function offeredCells(channel: ChannelTally | undefined): string[] {
  return channel === undefined ? ["–", "–"] : [formatCount(channel.offered), formatShare(channel.share)];
}

/** The share of each request type that is offered each channel. */
export function requestTypeBlocks({ rules: { channels, requestTypes } }: ReplayReport): Block[] {
  const rows = requestTypes.map((each) => ({ ...each, label: named(each.requestType) }));
  const unasked = requestTypes.filter(({ requests }) => requests === 0).map(({ requestType }) => requestType);
  return [
    heading("Offered by request type"),
    ...offerTable(channels, rows),
    ...(unasked.length === 0 ? [] : [paragraph(dim(`No request was of type ${listShortly(unasked, MAX_TYPES)}.`))]),
  ];
}

/** The share of each language that is offered each channel. It is the customer's first language that any channel serves. */
export function languageBlocks({ rules: { channels, languages } }: ReplayReport): Block[] {
  const rows = languages.map(({ language, ...each }) => ({
    ...each,
    label: language === null ? "other languages" : [languageName(language), dim(` (${language})`)],
  }));
  return [heading("Offered by the customer's language"), ...offerTable(channels, rows)];
}

type OfferRow = Pick<ReplayTally["requestTypes"][number], "requests" | "offered"> & { readonly label: Prose };

function offerTable(channels: readonly ChannelTally[], tallies: readonly OfferRow[]): Block[] {
  const rows = tallies
    .filter(({ requests }) => requests > 0)
    .map(({ label, requests, offered }) => {
      const shares = channels.map(({ channel }) => formatShare((offered[channel] ?? 0) / requests));
      return { label, cells: [formatCount(requests), ...shares] };
    });
  const left = rows.length - MAX_ROWS;
  return [
    table(["requests", ...channels.map(({ channel }) => channel)], rows.slice(0, MAX_ROWS)),
    ...(left > 0 ? [paragraph([dim(`… and ${left} more; `), "--format json", dim(" gives all")])] : []),
  ];
}

const MAX_ROWS = 40;

export function stepBlocks({ rules, against }: ReplayReport): Block[] {
  const counted = ({ steps }: ReplayTally) =>
    steps.map(({ step, advised, share }) => ({ name: step, count: advised, share }));
  const steps = countTable(counted(rules), against && counted(against), named);
  return steps.rows.length === 0 ? [] : [heading("Advised before contact"), steps];
}

interface Count {
  readonly name: string;
  readonly count: number;
  readonly share: number;
}

/** A row for each name that was counted: the count before, if there is a comparison, the count now, and its share. */
function countTable(now: readonly Count[], before: readonly Count[] | null, labelOf: (name: string) => Prose): Table {
  const names = new Set([...now, ...(before ?? [])].map(({ name }) => name));
  const rows = [...names].flatMap((name) => {
    const [was, is] = [before, now].map((counts) => counts?.find((each) => each.name === name));
    if (!was?.count && !is?.count) return [];
    const cells = [formatCount(is?.count ?? 0), formatShare(is?.share ?? 0)];
    return { label: labelOf(name), cells: before === null ? cells : [formatCount(was?.count ?? 0), ...cells] };
  });
  return table(before === null ? ["requests", "share"] : ["before", "now", "share"], rows);
}

/** The first words, and the number of others. */
function listShortly(words: readonly string[], most: number): string {
  const left = words.length - most;
  return `${words.slice(0, most).join(", ")}${left > 0 ? `, and ${left} more` : ""}`;
}

const MAX_TYPES = 12;

/** How often each channel is withheld, and for which reasons. */
export function withheldBlocks({ requests, rules, against }: ReplayReport): Block[] {
  const channels = rules.channels
    .map((now) => ({ now, before: against?.channels.find(({ channel }) => channel === now.channel) }))
    .filter(({ now, before }) => now.withheld > 0 || (before?.withheld ?? 0) > 0);
  if (channels.length === 0) return [heading("Withheld, and why"), paragraph("Nothing was withheld from anybody.")];
  const severalReasons = channels.some(
    ({ now }) => now.reasons.reduce((total, { withheld }) => total + withheld, 0) > now.withheld,
  );
  return [
    heading("Withheld, and why"),
    ...channels.flatMap(({ now, before }) => [
      caption([
        named(now.channel),
        `, withheld from ${countOf(now.withheld, "request")} (${formatShare(now.withheld / requests)})`,
      ]),
      countTable(countReasons(now), against && countReasons(before), (code) => [
        describeReasonCode(code),
        dim(` [${code}]`),
      ]),
    ]),
    ...(severalReasons
      ? [paragraph(dim("Several reasons may hold at once, so that shares can come to more than 100%."))]
      : []),
  ];
}

function countReasons(channel: ChannelTally | undefined): Count[] {
  return (channel?.reasons ?? []).map(({ code, withheld, share }) => ({ name: code, count: withheld, share }));
}

/** Who gains and who loses what between two rulesets; nothing if only one was replayed. */
export function changeBlocks({ changes, requests }: ReplayReport): Block[] {
  if (changes === null) return [];
  if (changes.requests === 0) {
    return [heading("What changes"), paragraph([good("Nothing"), ": every customer is offered the same by both."])];
  }
  const tell = (
    change: ReplayedChange,
    verb: Prose,
    what: Prose,
    shown: keyof ExampleDecision = "offered",
  ): Block[] => {
    if (change.requests === 0) return [];
    const share = ` (${formatShare(change.requests / requests)}) `;
    return [caption([strong(countOf(change.requests, "request")), share, verb, " ", what]), listChange(change, shown)];
  };
  const gets = (change: ReplayedChange) => (change.requests === 1 ? "gets" : "get");
  return [
    heading("What changes"),
    paragraph([
      strong(countOf(changes.requests, "request")),
      ` (${formatShare(changes.share)}) ${changes.requests === 1 ? "is" : "are"} answered differently.`,
    ]),
    ...changes.channels.flatMap(({ channel, lost, gained }) => [
      ...tell(lost, bad(lost.requests === 1 ? "loses" : "lose"), named(channel)),
      ...tell(gained, good(gained.requests === 1 ? "gains" : "gain"), named(channel)),
    ]),
    ...tell(changes.order, gets(changes.order), "the same channels in another order"),
    ...tell(changes.language, gets(changes.language), "a channel in another language"),
    ...tell(changes.steps, gets(changes.steps), "other steps before contact", "steps"),
  ];
}

function listChange({ requestTypes, languages, examples }: ReplayedChange, shown: keyof ExampleDecision): Block {
  const byType = requestTypes.map(({ requestType, requests }) => `${requestType} ${formatCount(requests)}`);
  const byLanguage = languages.map(
    ({ language, requests }) =>
      `${language === null ? "other languages" : languageName(language)} ${formatCount(requests)}`,
  );
  const items: ListItem[] = [
    { label: "by type", prose: listShortly(byType, MAX_COUNTS) },
    { label: "by language", prose: listShortly(byLanguage, MAX_COUNTS) },
    ...examples.map(({ line, request, before, now }) => {
      const [was = "", is = ""] = [before, now].map(({ [shown]: words }) => words.join(", ") || "none");
      return { label: `line ${line}`, prose: describeExample(was, is, request) };
    }),
  ];
  return list(items, true);
}

const MAX_COUNTS = 10;
