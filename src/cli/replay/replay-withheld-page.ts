import type { ChannelTally, ReasonTally, ReplayReport } from "../../analysis.js";
import { describeReasonCode } from "../../words/describe-reason.js";
import { countOf, formatCount, formatShare } from "../../words/numbers.js";
import { dim, name } from "../../words/prose.js";
import { type Block, caption, heading, paragraph, table } from "../report/page.js";

/** How often each channel is withheld, and for what. */
export function withheldBlocks({ requests, rules, against }: ReplayReport): Block[] {
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

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
