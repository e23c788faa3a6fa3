import { WEEKDAYS } from "../../../values/dates.js";
import type { Path } from "../../../values/issue.js";
import { quote } from "../../../values/quote.js";
import type { WeeklyHours } from "../../../values/spans.js";
import { MINUTES_PER_DAY, parseSpan, parseWeekdays, type Span } from "../../../values/spans.js";
import type { Finding } from "../../finding.js";

/** Spans of one list that cover the same time as one before. What is no span is told of elsewhere. */
export function overlappingSpans(texts: readonly string[], path: Path): Finding[] {
  const spans = texts.map(parseSpan);
  return spans.flatMap((span, index) => {
    const other = spans.findIndex((each, place) => place < index && overlap(each, span, 0));
    if (other < 0) return [];
    return spansOverlap(`${quote(texts[index] as string)} overlaps ${quote(texts[other] as string)}`, [...path, index]);
  });
}

/** Spans that cover the same time as a night which runs on from the day before. */
export function overlappedByNights(weekly: WeeklyHours, path: Path): Finding[] {
  const days: Placed[][] = WEEKDAYS.map(() => []);
  for (const [key, texts] of Object.entries(weekly)) {
    const placed = texts.map((text, index) => ({ text, span: parseSpan(text), path: [...path, key, index] }));
    for (const day of parseWeekdays(key) ?? []) days[day]?.push(...placed);
  }
  const told = new Set<string>();
  return days.flatMap((evening, day) =>
    evening.flatMap((night) =>
      (days[(day + 1) % WEEKDAYS.length] as Placed[]).flatMap((next) => {
        const place = next.path.join(" ");
        if (!overlap(night.span, next.span, MINUTES_PER_DAY) || told.has(place)) return [];
        told.add(place);
        const runsOn = `${quote(night.text)}, which runs on from \`${WEEKDAYS[day]}\``;
        return spansOverlap(`${quote(next.text)} overlaps ${runsOn}`, next.path);
      }),
    ),
  );
}

interface Placed {
  readonly text: string;
  readonly span: Span | null;
  readonly path: Path;
}

/** `later` is how long after the first the second one's day begins, in minutes. Spans that touch do not overlap. */
function overlap(first: Span | null, second: Span | null, later: number): boolean {
  if (first === null || second === null) return false;
  return first.opens < second.closes + later && second.opens + later < first.closes;
}

function spansOverlap(problem: string, path: Path): Finding[] {
  return [
    { code: "spans-overlap", problem, hint: "join them into one, or correct the times", severity: "warning", path },
  ];
}
