import { type FoundPlace, type FoundSituations, findOnlyAlways } from "../../analysis.js";
import type { Ruleset } from "../../index.js";
import { describeCircumstances, describeWho, type PlaceContext } from "../../words/describe-place.js";
import { fullTime } from "../../words/local-time.js";
import { listNames, type Prose } from "../../words/prose.js";
import { type Environment, type ExitCode, FINE, Misuse } from "../environment.js";
import { deskZone, readAt } from "../input/options.js";
import { flow, joinSections } from "../terminal/flow.js";
import { plainJson } from "../terminal/json.js";
import { type Screen, screenOf } from "../terminal/screen.js";

/** Shows the customers who only ever get the always channels, however many agents are free, and when. */
export async function showOnlyAlways(
  ruleset: Ruleset,
  options: { readonly at?: string; readonly format: string },
  environment: Environment,
): Promise<ExitCode> {
  const other = Object.keys(options).find((name) => NOT_FOR_IT.has(name));
  if (other !== undefined)
    throw new Misuse(`\`--only-always\` is about all customers; leave out \`${NOT_FOR_IT.get(other)}\``);
  if (options.format !== "pretty" && options.format !== "json")
    throw new Misuse("`--only-always` has no table; use `--format pretty` or `json`");
  const timeZone = deskZone(ruleset, undefined);
  const from = options.at === undefined ? environment.now() : readAt(options.at, "at", timeZone);
  const found = await findOnlyAlways(ruleset, { from, days: DAYS });
  const start = new Date(from).getTime();
  const period = { from: new Date(start).toISOString(), until: new Date(start + DAYS * MS_PER_DAY).toISOString() };
  const { stdout } = environment;
  stdout.write(
    options.format === "json"
      ? `${plainJson(found)}\n`
      : format(found, ruleset, { timeZone, period }, screenOf(stdout, environment)),
  );
  return FINE;
}

const NOT_FOR_IT: ReadonlyMap<string, string> = new Map([
  ["week", "--week"],
  ["type", "--type"],
  ["language", "--language"],
  ["channel", "--channel"],
  ["fact", "--fact"],
  ["timeZone", "--time-zone"],
]);
/** Four weeks show the usual week, and a holiday that is near. */
const DAYS = 28;
const MS_PER_DAY = 86_400_000;

function format(
  { places, notSearched }: FoundSituations,
  { channels, requestTypes }: Ruleset,
  context: PlaceContext,
  screen: Screen,
): string {
  const always = channels.flatMap(({ id, always: isAlways }) => (isAlways === true ? [id] : []));
  const describe = (place: FoundPlace): Prose => {
    const who = describeWho(place, Object.keys(requestTypes), "no other channel serves");
    const when = describeCircumstances(place, context, null);
    return [place.inSome ? "some " : "", who.at(-1) === "," ? who.slice(0, -1) : who, when];
  };
  const start = fullTime(context.period.from, context.timeZone);
  const period = `in the ${DAYS} days from ${start} (${context.timeZone})`;
  const isNobody = places.length === 0 && notSearched.length === 0;
  const heading = isNobody
    ? ["Nobody is left with only ", listNames(always), ` ${period}, if agents are free.`]
    : ["Only ", listNames(always), `, however many agents are free, ${period}:`];
  const parts = [...places.map(describe), ...notSearched.map((what) => `not searched: ${what}`)];
  return joinSections([flow(heading, screen), ...parts.map((part) => flow(part, screen, { indent: 2 }))]);
}
