import { formatInstant } from "../../../values/instant.js";
import { quote } from "../../../values/quote.js";
import { describeCount, describeUnsaid, NO_REPORT } from "../../../words/describe-agents.js";
import { languageName } from "../../../words/languages.js";
import { fullTime } from "../../../words/local-time.js";
import type { Level } from "../diagram/diagram.js";
import type { Assignment } from "../diagram/diagram-paths.js";
import type { Side } from "../model/side.js";
import type { HoursWindow, LanguageClass } from "../model/situation-axis.js";

/** A situation in words: who asks, and what the circumstances are. */
interface DescribedSituation {
  /** `a Polish-speaking customer with `dispute`, whose `role` is `seller``. */
  readonly who: string;
  /** ` on Saturday 28 November 2026 at 10:00, with 0 agents free`; may be empty. */
  readonly circumstances: string;
}

/** Says of the situation of a path what matters, and no more: the classes on some of its levels. */
export function describeSituation(
  levels: readonly Level[],
  path: Assignment,
  matters: ReadonlySet<number>,
  side: Side,
): DescribedSituation {
  let speaker = "a customer";
  const qualities: string[] = [];
  const circumstances: string[] = [];
  const unsaid: string[] = [];
  for (const [level, { axis }] of levels.entries()) {
    const axisClass = path[level] ?? null;
    if (axisClass === null || !matters.has(level)) continue;
    const { words = "" } = axis.classes[axisClass] ?? {};
    switch (axis.kind) {
      case "request-type":
        qualities.unshift(`with ${quote(axis.classes[axisClass]?.sample ?? "")}`);
        break;
      case "fact":
        qualities.push(`whose ${quote(axis.fact)} is ${words}`);
        break;
      case "language":
        speaker = describeSpeaker(axis.classes[axisClass]);
        break;
      case "hours":
        circumstances.unshift(describeWindow(axis.classes[axisClass]?.sample, side));
        break;
      case "snapshot":
        if (axis.classes[axisClass]?.sample === "none") circumstances.push(`while ${NO_REPORT}`);
        break;
      case "count":
        if (axis.classes[axisClass]?.sample === null) unsaid.push(describeUnsaid(axis.fact));
        else circumstances.push(describeCount(axis.fact, words));
    }
  }
  if (unsaid.length > 0) circumstances.push(`while nobody says ${unsaid.join(" or ")}`);
  const qualified = qualities.map((quality, index) => `${index === 0 ? "" : ","} ${quality}`).join("");
  return {
    who: `${speaker}${qualified}${qualities.length > 1 ? "," : ""}`,
    circumstances: circumstances.map((each, index) => `${index === 0 ? "" : ","} ${each}`).join(""),
  };
}

function describeSpeaker(language: LanguageClass | undefined): string {
  const [candidate] = language?.candidates ?? [];
  const [tag] = language?.sample ?? [];
  if (candidate?.usingFallbackLanguage === true) return "a customer who speaks none of its languages";
  return tag === undefined ? "a customer" : `a ${tag === "*" ? tag : languageName(tag)}-speaking customer`;
}

/** By the clock of the customer, or else of the first schedule that has one. */
function describeWindow(window: HoursWindow | undefined, { compiled }: Side): string {
  if (window === undefined) return "";
  const zones = Object.values(compiled.document.schedules ?? {}).map(({ timeZone }) => timeZone);
  const timeZone = window.timeZone ?? zones.find((zone) => zone !== "customer") ?? "UTC";
  const wholeMinute = Math.floor(window.start / MS_PER_MINUTE) * MS_PER_MINUTE;
  const at = fullTime(formatInstant(wholeMinute), timeZone).replace(", ", " at ");
  return `on ${at}${window.timeZone === null ? "" : ` in ${timeZone}`}`;
}

const MS_PER_MINUTE = 60_000;
