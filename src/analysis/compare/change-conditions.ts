import { groupBy } from "../../values/group-by.js";
import type { Level } from "../retiring/diagram/diagram.js";
import type { Cube } from "../retiring/diagram/diagram-paths.js";
import type { ComparedAxes, ComparedSpace } from "../retiring/model/compared-space.js";
import type { CountAxis, LanguageAxis, SnapshotAxis } from "../retiring/model/situation-axis.js";
import type { AgentsCondition, ChangeCondition, LanguageCondition, ReportCondition } from "./change.js";
import { hoursCondition } from "./hours-condition.js";

/** Describes a cube: one condition for each axis that the cube restricts. */
export function conditionsOf(
  levels: readonly Level[],
  cube: Cube,
  compared: ComparedAxes,
  space: ComparedSpace,
): ChangeCondition[] {
  const conditions: ChangeCondition[] = [];
  const report = levels.findIndex(({ axis }) => axis.kind === "snapshot");
  const reports = levels[report]?.axis as SnapshotAxis | undefined;
  const orNoReport = cube[report]?.some((each) => reports?.classes[each]?.sample === "none") ?? false;
  for (const [level, { axis }] of levels.entries()) {
    const classes = cube[level] ?? [];
    if (classes.length === axis.classes.length) continue;
    switch (axis.kind) {
      case "request-type":
        conditions.push({ fact: "requestType", values: classes.flatMap((each) => axis.classes[each]?.ids ?? []) });
        break;
      case "fact":
        conditions.push({ fact: axis.fact, values: axis.wordsOf(classes), isDeclared: true });
        break;
      case "language":
        conditions.push(languageCondition(axis, classes, compared, space));
        break;
      case "hours":
        conditions.push(...hoursCondition(axis, classes, space));
        break;
      case "snapshot":
        if (!impliesReport(levels, cube, axis, classes)) conditions.push(reportCondition(axis, classes));
        break;
      case "count":
        conditions.push(...agentsConditions(axis, classes, agentPoolOf(levels, cube, compared, axis), orNoReport));
    }
  }
  return conditions;
}

function languageCondition(
  axis: LanguageAxis,
  classes: readonly number[],
  { customers, channels }: ComparedAxes,
  { sides }: ComparedSpace,
): LanguageCondition {
  const served = new Set(
    sides.flatMap(({ compiled }) =>
      compiled.channels.flatMap(({ id, languages }) => (channels.includes(id) ? languages : [])),
    ),
  );
  const isServed = (each: number) =>
    axis.classes[each]?.candidates.some(({ usingFallbackLanguage }) => !usingFallbackLanguage) === true;
  const wordsOf = (each: number): string[] => {
    const ofClass = customers[each] ?? [];
    if (!isServed(each)) return [OTHER];
    const tags = ofClass.flatMap((customer) => customer.tags);
    const named = tags.filter((tag) => served.has(tag));
    if (named.length > 0) return named;
    return tags.length > 0 ? tags.slice(0, 1) : [axis.classes[each]?.sample.join(", ") ?? OTHER];
  };
  const ofOne = [...axis.classes.keys()].filter((each) => axis.classes[each]?.sample.length === 1);
  return {
    fact: "language",
    values: [...new Set(classes.flatMap(wordsOf))],
    isAllServed: classes.every(isServed) && ofOne.every((each) => classes.includes(each) === isServed(each)),
  };
}

const OTHER = "other";

function reportCondition(axis: SnapshotAxis, classes: readonly number[]): ReportCondition {
  const samples = classes.flatMap((each) => axis.classes[each] ?? []);
  const aged = samples.find(({ sample }) => typeof sample === "object");
  return {
    fact: "agentReport",
    values: samples.map(({ sample }) => (typeof sample === "object" ? sample.kind : sample)),
    aged: aged?.words ?? null,
  };
}

/** Whether other conditions on numbers of agents already imply a recent report. */
function impliesReport(levels: readonly Level[], cube: Cube, axis: SnapshotAxis, classes: readonly number[]): boolean {
  const isReported =
    classes.length === axis.classes.length - 1 && !classes.some((each) => axis.classes[each]?.sample === "none");
  const restrictsNumbers = levels.some(
    (each, level) => each.axis.kind === "count" && cube[level]?.length !== each.axis.classes.length,
  );
  return isReported && restrictsNumbers;
}

/** The agent pool that a level is about. `language` is null for the customer's own language. */
type AgentPool = Pick<AgentsCondition, "channel" | "language">;

/**
 * Splits a cube so that each part is about one agent pool for each count: the pool of the customer's own language, or of a named
 * language. Together the parts hold the same situations.
 */
export function splitByAgentPools(levels: readonly Level[], cube: Cube, { desks }: ComparedAxes): Cube[] {
  const level = levels.findIndex(({ axis }) => axis.kind === "language");
  if (level < 0) return [cube];
  const axis = levels[level]?.axis as LanguageAxis;
  const counts = levels.flatMap((each, index) =>
    each.axis.kind === "count" && cube[index]?.length !== each.axis.classes.length ? each.axis.desk : [],
  );
  const groups = groupBy((cube[level] ?? []).map(String), (each) =>
    JSON.stringify(counts.map((desk) => poolOf(axis, Number(each), desk, desks))),
  );
  return [...groups.values()].map((group) => cube.with(level, group.map(Number)));
}

function agentPoolOf(
  levels: readonly Level[],
  cube: Cube,
  { desks }: ComparedAxes,
  { desk }: CountAxis,
): AgentPool | null {
  const level = levels.findIndex(({ axis }) => axis.kind === "language");
  const axis = levels[level]?.axis as LanguageAxis;
  const [found = null] = (cube[level] ?? []).flatMap((each) => poolOf(axis, each, desk, desks) ?? []);
  return found;
}

/** Null if the customers of a class have no candidate with this pool. */
function poolOf(axis: LanguageAxis, each: number, desk: number, desks: ComparedAxes["desks"]): AgentPool | null {
  const own = desks[each]?.[desk];
  if (own === undefined) return null;
  const { candidates = [], sample = [] } = axis.classes[each] ?? {};
  const ofChannel = candidates.filter((one) => desks[each]?.[one.desk]?.channel === own.channel);
  const matched = new Set(ofChannel.flatMap((one) => (one.usingFallbackLanguage ? [] : one.desk)));
  // If the sides match different languages, "the customer's own" would be ambiguous.
  const isOwn = sample.length === 1 && matched.size === 1 && matched.has(desk);
  return { channel: own.channel, language: isOwn ? null : own.language };
}

/** Empty if these customers have no candidate of the channel: then its agents do not matter. */
function agentsConditions(
  axis: CountAxis,
  classes: readonly number[],
  desk: AgentPool | null,
  orNoReport: boolean,
): AgentsCondition[] {
  if (desk === null) return [];
  const isUnknown = classes.some((each) => axis.classes[each]?.sample === null);
  const values = [...(isUnknown ? [UNKNOWN] : []), ...axis.wordsOf(classes)];
  return [{ fact: axis.fact, values, orNoReport, ...desk }];
}

const UNKNOWN = "unknown";
