import type { ChannelTally, ReasonTally, ReplayReport, ReplayTally } from "../analysis.js";
import { describeReasonCode } from "./describe-reason-code.js";
import { languageName } from "./language-name.js";
import { fullTime } from "./local-time.js";
import { countOf, formatCount, formatShare } from "./numbers.js";
import { type Block, caption, heading, list, paragraph, type TableRow, table } from "./page.js";
import { changeBlocks } from "./replay-changes-page.js";
import { skipBlocks } from "./replay-skips-page.js";
import { dim, name, type Prose, strong } from "./span.js";

/** What a replay is told with. */
export interface ReplayContext {
  /** What the log is called. */
  readonly from: string;
  /** As they were named. */
  readonly rules: string;
  readonly against: string | null;
  /** To tell times in. */
  readonly timeZone: string;
}

/** A replay for a product manager: totals first, then what changes, then who is withheld what, and why. */
export function replayPage(report: ReplayReport, context: ReplayContext): Block[] {
  const head = [heading(`Replay of ${context.from}`, 1), list(summary(report, context))];
  if (report.requests === 0) return [...head, ...skipBlocks(report, context)];
  return [
    ...head,
    ...offeredBlocks(report),
    ...changeBlocks(report),
    ...withheldBlocks(report),
    ...requestTypeBlocks(report.rules),
    ...languageBlocks(report.rules),
    ...stepBlocks(report),
    ...skipBlocks(report, context),
  ];
}

function summary({ requests, skipped, period, rules, against }: ReplayReport, context: ReplayContext) {
  const { timeZone } = context;
  const when =
    period === null
      ? ""
      : `, from ${fullTime(period.from, timeZone)} to ${fullTime(period.through, timeZone)} (${timeZone})`;
  const versions = (spelling: string, { ruleset }: ReplayTally): Prose => [
    name(spelling),
    `: ${ruleset.id} ${ruleset.version}`,
    dim(` (${ruleset.fingerprint.slice(0, 12)})`),
  ];
  return [
    { label: "Requests", prose: [strong(formatCount(requests)), when] },
    ...(skipped.lines === 0 ? [] : [{ label: "Skipped", prose: `${countOf(skipped.lines, "line")}, told of below` }]),
    { label: against === null ? "Rules" : "Now", prose: versions(context.rules, rules) },
    ...(against === null || context.against === null
      ? []
      : [{ label: "Before", prose: versions(context.against, against) }]),
  ];
}

function offeredBlocks({ requests, rules, against }: ReplayReport): Block[] {
  if (against === null) {
    const rows = rules.channels.map(({ channel, offered, share, offeredFirst }) => ({
      label: name(channel),
      cells: [formatCount(offered), formatShare(share), formatShare(offeredFirst / requests)],
    }));
    return [heading("Offered"), table(["requests", "share", "first"], rows)];
  }
  const channels = new Set([...rules.channels, ...against.channels].map(({ channel }) => channel));
  const rows = [...channels].map((channel) => {
    const [before, now] = [against, rules].map((tally) => tally.channels.find((each) => each.channel === channel));
    return { label: name(channel), cells: [...offeredCells(before), ...offeredCells(now)] };
  });
  return [heading("Offered"), table(["before", "share", "now", "share"], rows)];
}

/** A dash where the ruleset has no such channel. */
function offeredCells(channel: ChannelTally | undefined): string[] {
  return channel === undefined ? ["–", "–"] : [formatCount(channel.offered), formatShare(channel.share)];
}

function withheldBlocks({ requests, rules, against }: ReplayReport): Block[] {
  const channels = rules.channels
    .map((now) => ({ now, before: against?.channels.find(({ channel }) => channel === now.channel) ?? null }))
    .filter(({ now, before }) => now.withheld > 0 || (before?.withheld ?? 0) > 0);
  if (channels.length === 0) return [heading("Withheld, and why"), paragraph("Nothing was withheld from anybody.")];
  const severalReasons = channels.some(({ now }) => sum(now.reasons.map((each) => each.withheld)) > now.withheld);
  return [
    heading("Withheld, and why"),
    ...channels.flatMap(({ now, before }) => [
      caption([
        name(now.channel),
        `, withheld from ${countOf(now.withheld, "request")} (${formatShare(now.withheld / requests)})`,
      ]),
      reasonTable(now, against === null ? null : (before?.reasons ?? [])),
    ]),
    ...(severalReasons
      ? [paragraph(dim("Several reasons may hold at once, so that shares can come to more than 100%."))]
      : []),
  ];
}

/** `before` is null where there is nothing to compare with. */
function reasonTable({ reasons }: ChannelTally, before: readonly ReasonTally[] | null): Block {
  const codes = new Set([...reasons, ...(before ?? [])].map(({ code }) => code));
  const rows = [...codes].map((code) => {
    const now = reasons.find((each) => each.code === code);
    const was = before?.find((each) => each.code === code);
    const cells = [formatCount(now?.withheld ?? 0), formatShare(now?.share ?? 0)];
    return {
      label: [describeReasonCode(code), dim(` [${code}]`)],
      cells: before === null ? cells : [formatCount(was?.withheld ?? 0), ...cells],
    };
  });
  return table(before === null ? ["requests", "share"] : ["before", "now", "share"], rows);
}

function requestTypeBlocks({ channels, requestTypes }: ReplayTally): Block[] {
  const rows = requestTypes
    .filter(({ requests }) => requests > 0)
    .map(({ requestType, requests, offered }) => ({
      label: name(requestType),
      cells: offersOf(channels, requests, offered),
    }));
  const unasked = requestTypes.filter(({ requests }) => requests === 0).map(({ requestType }) => requestType);
  return [
    heading("Offered by request type"),
    ...offerTable(channels, rows),
    ...(unasked.length === 0 ? [] : [paragraph(dim(`No request was of type ${listShortly(unasked)}.`))]),
  ];
}

function languageBlocks({ channels, languages }: ReplayTally): Block[] {
  const rows = languages
    .filter(({ requests }) => requests > 0)
    .map(({ language, requests, offered }) => ({
      label: describeLanguage(language),
      cells: offersOf(channels, requests, offered),
    }));
  return [heading("Offered by the customer's language"), ...offerTable(channels, rows)];
}

/** The first of the customer's languages that any channel serves. */
function describeLanguage(language: string | null): Prose {
  return language === null ? "other languages" : [languageName(language), dim(` (${language})`)];
}

function offersOf(
  channels: readonly ChannelTally[],
  requests: number,
  offered: Readonly<Record<string, number>>,
): string[] {
  return [formatCount(requests), ...channels.map(({ channel }) => formatShare((offered[channel] ?? 0) / requests))];
}

function offerTable(channels: readonly ChannelTally[], rows: readonly TableRow[]): Block[] {
  const left = rows.length - MOST_ROWS;
  return [
    table(["requests", ...channels.map(({ channel }) => channel)], rows.slice(0, MOST_ROWS)),
    ...(left > 0 ? [paragraph([dim(`… and ${left} more; `), "--format json", dim(" gives all")])] : []),
  ];
}

const MOST_ROWS = 40;

function stepBlocks({ rules, against }: ReplayReport): Block[] {
  const rows = rules.steps
    .map((now) => ({ now, before: against?.steps.find(({ step }) => step === now.step)?.advised ?? 0 }))
    .filter(({ now, before }) => now.advised + before > 0)
    .map(({ now: { step, advised, share }, before }) => ({
      label: name(step),
      cells: [...(against === null ? [] : [formatCount(before)]), formatCount(advised), formatShare(share)],
    }));
  const columns = against === null ? ["requests", "share"] : ["before", "now", "share"];
  return rows.length === 0 ? [] : [heading("Advised before contact"), table(columns, rows)];
}

/** The first few, and how many more. */
function listShortly(words: readonly string[]): string {
  const left = words.length - MOST_LISTED;
  return `${words.slice(0, MOST_LISTED).join(", ")}${left > 0 ? `, and ${left} more` : ""}`;
}

const MOST_LISTED = 12;

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
