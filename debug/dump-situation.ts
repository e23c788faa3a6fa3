import type { ContactRequest } from "../src/index.js";
import type { Variable } from "../src/runtime/conditions/variable.js";
import { startCursor } from "../src/runtime/hours/schedule-cursor.js";
import type { LoadedChannel, LoadedRules } from "../src/runtime/load-rules.js";
import { nearestMisses } from "../src/runtime/reasons/nearest-misses.js";
import { type ReadRequest, readRequest } from "../src/runtime/request/read-request.js";
import { type CandidateSituation, missesOf } from "../src/runtime/situation/channel-situation.js";
import { createSituations, requestSituation, type Situations } from "../src/runtime/situation/situations.js";
import { verdictAt } from "../src/runtime/situation/verdict.js";

/**
 * Shows a request as the router sees it: the class of each variable, then for each channel the clauses that hold, the verdict, and the
 * clauses that came nearest. Throws RequestError if the request cannot be read.
 */
export function dumpSituation(rules: LoadedRules, request: ContactRequest): string {
  const read = readRequest(request, rules.vocabulary, rules.planLanguages);
  const situations = createSituations(rules);
  situations.setRequest(read);
  return [
    "variables of the request and the hours",
    ...describeClasses(rules, read),
    ...rules.channels.flatMap((channel) => ["", ...describeChannel(rules, situations, channel, read)]),
  ].join("\n");
}

function describeClasses(rules: LoadedRules, read: ReadRequest): string[] {
  const hours = rules.hours.reduce((selection, { variable }) => selection.with(variable), rules.noHours);
  const classes = requestSituation(rules, read, startCursor(hours, read.timeZone, read.at));
  return rules.conditions.variables.flatMap((variable, index) =>
    variable.scope === "candidate" ? [] : `  ${nameOf(variable)}: ${describeClass(variable, classes[index] as number)}`,
  );
}

function describeChannel(
  rules: LoadedRules,
  situations: Situations,
  channel: LoadedChannel,
  read: ReadRequest,
): string[] {
  const asked = situations.channel(channel, read);
  const verdict = verdictAt(asked, startCursor(asked.hours, read.timeZone, read.at));
  const lines = asked.candidates.flatMap((candidate, index) => [
    `  candidate ${index}: ${describeCandidate(rules, candidate)}`,
    ...(["offers", "withholds", "prefers"] as const).map(
      (table) => `    ${table}, hours aside: ${rulesOf(channel, table, candidate[table])}`,
    ),
  ]);
  const title = `channel ${channel.id}: ${verdict.kind}, its hours depend on ${asked.hours.schedules.length} schedules`;
  if (verdict.kind === "offered" || verdict.reasons !== null) return [title, ...lines];
  const cursor = startCursor(missesOf(asked).hours, read.timeZone, read.at);
  const nearest = nearestMisses(asked, cursor).map(
    ({ candidate, clause, hoursFail }) =>
      `  nearest: candidate ${candidate}, ${rulesOf(channel, "offers", [clause])}${hoursFail ? ", hours fail" : ""}`,
  );
  return [title, ...lines, ...nearest];
}

function describeCandidate({ conditions }: LoadedRules, { classes }: CandidateSituation): string {
  return conditions.variables
    .flatMap((variable, index) =>
      variable.scope === "candidate" ? `${nameOf(variable)} ${describeClass(variable, classes[index] as number)}` : [],
    )
    .join(", ");
}

/** Clauses as `rule#index`: one rule may have several. */
function rulesOf(
  channel: LoadedChannel,
  table: "offers" | "withholds" | "prefers",
  clauses: readonly number[],
): string {
  const named = clauses.map((clause) => `${channel[table].clauses[clause]?.owner.name}#${clause}`);
  return named.length === 0 ? "none" : named.join(", ");
}

function nameOf({ fact, schedule }: Variable): string {
  return schedule === null ? fact : `hours of ${schedule}`;
}

function describeClass({ scope, unknown, named }: Variable, each: number): string {
  if (each === unknown) return "unknown";
  if (scope === "hours") return each === 1 ? "open" : "closed";
  // A variable of numbers has a class for each threshold, and one beside each.
  if (unknown === named.length) return String(named[each]);
  const above = named[each >> 1];
  if (each % 2 === 1) return String(above);
  const below = named[(each >> 1) - 1];
  if (above === undefined) return `above ${below}`;
  return below === undefined ? `below ${above}` : `between ${below} and ${above}`;
}
