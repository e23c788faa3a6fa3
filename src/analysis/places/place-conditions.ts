import { groupBy } from "../../values/group-by.js";
import type { AgentsCondition, ChangeCondition, LanguageCondition, ReportCondition } from "../../words/place.js";
import type { Cube } from "../mdd/cover.js";
import type { Diagrams } from "../model/diagrams.js";
import type { SituationSpace } from "../model/situation-space.js";
import {
  ABSENT,
  type AgentPool,
  type CountVariable,
  type EntryAgeVariable,
  type LanguageClass,
  type SnapshotVariable,
} from "../model/variables.js";
import { hoursCondition } from "./hours-condition.js";

/** Describes a cube: one condition for each variable that the cube restricts. `unnamed` is a schedule that has no name for people. */
export function conditionsOf(
  diagrams: Diagrams,
  cube: Cube,
  space: SituationSpace,
  unnamed: string | null,
): ChangeCondition[] {
  const { variables, readingOrder } = diagrams;
  return readingOrder.flatMap((level): ChangeCondition[] => {
    const variable = variables[level] as (typeof variables)[number];
    const classes = cube[level] as readonly number[];
    if (classes.length === variable.classes.length) return [];
    switch (variable.kind) {
      case "request-type":
        return [{ fact: "requestType", values: classes.flatMap((each) => variable.classes[each]?.ids ?? []) }];
      case "fact":
        return [{ fact: variable.fact, values: variable.wordsOf(classes), isDeclared: true }];
      case "language":
        return [languageCondition(diagrams, classes, space)];
      case "hours":
        return hoursCondition(variable, classes, space, unnamed);
      case "snapshot":
        // Without pools, a report says nothing of these customers' agents.
        if (languagesOf(diagrams, cube).every(({ pools }) => pools.length === 0)) return [];
        return impliesReport(diagrams, cube, variable, classes) ? [] : [reportCondition(variable, classes)];
      case "age":
        return ageConditions(diagrams, cube, variable, classes);
      default:
        return agentsConditions(diagrams, cube, variable, classes);
    }
  });
}

/** How many words it takes to name the values of a variable. Hours and agents count the same, however many. */
export function lengthOfWords(
  diagrams: Diagrams,
  level: number,
  classes: readonly number[],
  space: SituationSpace,
): number {
  const variable = diagrams.variables[level] as (typeof diagrams.variables)[number];
  switch (variable.kind) {
    case "request-type":
      return classes.length;
    case "fact":
      return variable.wordsOf(classes).length;
    case "language": {
      const { values, isAllServed } = languageCondition(diagrams, classes, space);
      return isAllServed ? 0 : values.length;
    }
    default:
      return 0;
  }
}

function languageCondition(
  { languages }: Diagrams,
  classes: readonly number[],
  { sides }: SituationSpace,
): LanguageCondition {
  const channels = new Set(languages.flatMap(({ pools }) => pools.map(({ channel }) => channel)));
  const served = new Set(
    sides.flatMap(({ compiled }) =>
      compiled.channels.flatMap((channel) => (channels.has(channel.id) ? channel.languages : [])),
    ),
  );
  const isServed = ({ candidates }: LanguageClass) =>
    candidates.some(({ usingFallbackLanguage }) => !usingFallbackLanguage);
  const wordsOf = (language: LanguageClass): string[] => {
    const { tags, sample } = language;
    if (!isServed(language)) return [OTHER];
    const named = tags.filter((tag) => served.has(tag));
    if (named.length > 0) return named;
    return tags.length > 0 ? tags.slice(0, 1) : [sample.join(", ")];
  };
  const meant = classes.flatMap((each) => languages[each] ?? []);
  const ofOne = languages.filter(({ sample }) => sample.length === 1);
  return {
    fact: "language",
    values: [...new Set(meant.flatMap(wordsOf))],
    isAllServed: meant.every(isServed) && ofOne.every((each) => meant.includes(each) === isServed(each)),
  };
}

const OTHER = "other";

function reportCondition({ classes: all }: SnapshotVariable, classes: readonly number[]): ReportCondition {
  return { fact: "agentReport", values: classes.flatMap((each) => all[each]?.sample ?? []), aged: null };
}

/** None if these customers have no such pool, or if only a report is needed and other conditions say so. Expects a cube as above. */
function ageConditions(
  diagrams: Diagrams,
  cube: Cube,
  variable: EntryAgeVariable,
  classes: readonly number[],
): ReportCondition[] {
  const pool = poolIn(diagrams, cube, variable.pool);
  const values = classes.flatMap((each) => variable.classes[each]?.sample ?? []);
  const isAnyAge = !classes.includes(ABSENT) && classes.length === variable.classes.length - 1;
  if (pool === null || (isAnyAge && namesNumbers(diagrams, cube))) return [];
  return [{ fact: "agentReport", values, aged: values.includes("aged") ? variable.aged.words : null, ...pool }];
}

function languagesOf({ languageLevel, languages }: Diagrams, cube: Cube): LanguageClass[] {
  return (cube[languageLevel] ?? []).flatMap((each) => languages[each] ?? []);
}

/** Whether other conditions on numbers of agents already say that there is a recent report. */
function impliesReport(
  diagrams: Diagrams,
  cube: Cube,
  { classes: all }: SnapshotVariable,
  classes: readonly number[],
): boolean {
  const isReported = classes.length === all.length - 1 && classes.every((each) => all[each]?.sample !== "none");
  const isAged = diagrams.variables.some(
    ({ kind, classes: ages }, level) =>
      kind === "age" && cube[level]?.includes(ABSENT) === false && cube[level].length < ages.length - 1,
  );
  return isReported && (isAged || namesNumbers(diagrams, cube));
}

/** Whether some condition on a number needs a report. */
function namesNumbers({ variables }: Diagrams, cube: Cube): boolean {
  return variables.some(({ kind }, level) => kind === "count" && cube[level]?.includes(ABSENT) === false);
}

/**
 * Splits a cube so that each part is about one agent pool for each number: the pool of the customer's own language, or of a named language.
 * Customers without any pool are a part of their own if a report matters. Together the parts hold the same situations.
 */
export function splitByAgentPools({ variables, languages, languageLevel }: Diagrams, cube: Cube): Cube[] {
  if (languageLevel < 0) return [cube];
  const pools = variables.flatMap((variable, index) =>
    "pool" in variable && cube[index]?.length !== variable.classes.length ? variable.pool : [],
  );
  const namesReport = variables.some(
    ({ kind, classes }, index) => kind === "snapshot" && cube[index]?.length !== classes.length,
  );
  const groups = groupBy(cube[languageLevel] as readonly number[], (each) => {
    const language = languages[each] as LanguageClass;
    return JSON.stringify([namesReport && language.pools.length === 0, pools.map((pool) => poolOf(language, pool))]);
  });
  return [...groups.values()].map((group) => cube.with(languageLevel, group));
}

/** The pool as a condition names it: `language` is null for the customer's own. Null if these customers do not have it. */
function poolOf({ pools, candidates, sample }: LanguageClass, pool: number): NamedPool | null {
  const own = pools[pool];
  if (own === undefined) return null;
  const matched = new Set(
    candidates.flatMap((each) =>
      pools[each.pool]?.channel === own.channel && !each.usingFallbackLanguage ? each.pool : [],
    ),
  );
  // If the sides match different languages, "the customer's own" would be ambiguous.
  const isOwn = sample.length === 1 && matched.size === 1 && matched.has(pool);
  return { channel: own.channel, language: isOwn ? null : own.language };
}

/** Expects a cube that {@link splitByAgentPools} gave. */
function poolIn(diagrams: Diagrams, cube: Cube, pool: number): NamedPool | null {
  const [language] = languagesOf(diagrams, cube);
  return language === undefined ? null : poolOf(language, pool);
}

type NamedPool = Pick<AgentPool, "channel"> & Pick<AgentsCondition, "language">;

/** None if these customers have no such pool. Expects a cube that {@link splitByAgentPools} gave. */
function agentsConditions(
  diagrams: Diagrams,
  cube: Cube,
  variable: CountVariable,
  classes: readonly number[],
): AgentsCondition[] {
  const pool = poolIn(diagrams, cube, variable.pool);
  if (pool === null) return [];
  const isUnknown = classes.some((each) => each !== ABSENT && variable.classes[each]?.sample === null);
  const values = [...(isUnknown ? [UNKNOWN] : []), ...variable.wordsOf(classes)];
  return [{ fact: variable.fact, values, orNoReport: classes.includes(ABSENT), ...pool }];
}

const UNKNOWN = "unknown";
