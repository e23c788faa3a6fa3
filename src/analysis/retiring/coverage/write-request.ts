import type { ScenarioRequest } from "../../../ruleset/document.js";
import { intlOffsets } from "../../../runtime/hours/intl-offsets.js";
import { type AgentAvailability, COUNT_FACTS, shortEntry } from "../../../values/facts.js";
import type { AnalysedRules } from "../../analysed-rules.js";
import { shownZone } from "../../matrix/matrix-options.js";
import { anyValueOf, type ClassValues } from "./class-values.js";
import type { FoundSituation } from "./find-situation.js";
import type { WantedSituation } from "./wanted.js";

/** The request of a situation: nothing in it that goes without saying. */
export function writeRequest(
  compiled: AnalysedRules,
  { candidate }: WantedSituation,
  { requestType, moment, classes, values, hasSnapshot }: FoundSituation,
): ScenarioRequest {
  const { document, conditions } = compiled;
  const language = candidate?.requested ?? document.languages.fallback;
  const lookUp = (fact: string, of: (values: ClassValues, axis: number) => ReturnType<ClassValues["get"]>) => {
    const axis = conditions.variables.findIndex((each) => each.fact === fact);
    const given = values[axis];
    return given === undefined ? undefined : of(given, axis);
  };
  const found = (fact: string) => lookUp(fact, (given, axis) => given.get(classes[axis] as number));
  const usual = (fact: string) => lookUp(fact, (given) => [...given.values()][0]);

  const facts = Object.entries(document.facts ?? {}).flatMap(([name, declared]) => {
    const value = found(name) ?? declared.default ?? anyValueOf(declared);
    return value === declared.default ? [] : [[name, value] as const];
  });
  const { timeZone } = moment;
  const agentAvailability = hasSnapshot ? snapshotOf(compiled, language, candidate?.channel.id, found, usual) : {};
  return {
    requestType,
    at: localInstant(moment.at, shownZone(document, timeZone ?? undefined)),
    language,
    ...(timeZone !== null && { timeZone }),
    ...(Object.keys(agentAvailability).length > 0 && { agentAvailability }),
    ...(facts.length > 0 && { facts: Object.fromEntries(facts) }),
  };
}

type ValueOfFact = (fact: string) => boolean | number | string | null | undefined;

/** Agents for the candidate as they are wanted, and as usual for whatever else the customer can be offered. */
function snapshotOf(
  { channels, planLanguages }: AnalysedRules,
  language: string | readonly string[],
  wanted: string | undefined,
  found: ValueOfFact,
  usual: ValueOfFact,
): NonNullable<ScenarioRequest["agentAvailability"]> {
  const plan = planLanguages(language, []);
  return Object.fromEntries(
    channels.flatMap(({ id, index, always, languages }) => {
      const place = plan?.channels[index]?.places[0];
      if (place === undefined || (always && id !== wanted)) return [];
      return [[id, { [languages[place] as string]: agentsOf(id === wanted ? found : usual) }]];
    }),
  );
}

function agentsOf(value: ValueOfFact): number | AgentAvailability {
  const known = COUNT_FACTS.map((fact) => [fact, value(fact)]).filter(([, count]) => typeof count === "number");
  return shortEntry({ availableAgents: 1, ...Object.fromEntries(known) });
}

/** `2026-11-23T10:00:00+01:00`, by the clock of a time zone. Offsets are whole minutes. */
function localInstant(at: number, timeZone: string): string {
  const offset = intlOffsets(timeZone).offsetAt(at);
  const minutes = Math.abs(offset) / 60_000;
  const text = new Date(at + offset).toISOString().replace(/(?:\.000)?Z$/, "");
  const digits = [Math.floor(minutes / 60), minutes % 60].map((each) => String(each).padStart(2, "0"));
  return `${text}${offset < 0 ? "-" : "+"}${digits.join(":")}`;
}
