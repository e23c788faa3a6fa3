import type { ContactRequest } from "../routing/request.js";
import type { AgentAvailability } from "../ruleset/document.js";
import { formatInstant } from "../ruleset/instant.js";
import type { Level } from "./diagram.js";
import type { Path } from "./diagram-paths.js";
import type { Side } from "./side.js";
import type { CountFact, HoursWindow, SituationAxis } from "./situation-axis.js";

/** A complete request of the situation of a path, which says no more than it must. Facts that the side does not declare are left out. */
export function exampleRequest(
  levels: readonly Level[],
  path: Path,
  { compiled }: Side,
  channel: string | null,
): ContactRequest {
  const facts: Record<string, boolean | number | string> = {};
  const agents = new Map<string, Partial<Record<CountFact, number>>>();
  let requestType = "";
  let language: readonly string[] = [compiled.document.languages.fallback];
  let window: HoursWindow | null = null;
  let age: number | null = null;
  for (const [level, { axis }] of levels.entries()) {
    const axisClass = path[level] ?? null;
    if (axisClass === null) continue;
    if (axis.kind === "request-type") requestType = sampleOf(axis, axisClass);
    if (axis.kind === "fact") {
      const value = sampleOf(axis, axisClass);
      if (value !== null && compiled.vocabulary.facts.has(axis.fact)) facts[axis.fact] = value;
    }
    if (axis.kind === "language") language = sampleOf(axis, axisClass);
    if (axis.kind === "hours") window = sampleOf(axis, axisClass);
    if (axis.kind === "snapshot") {
      const snapshot = sampleOf(axis, axisClass);
      if (snapshot !== "none") for (const desk of desksIn(levels, path)) agents.set(desk, {});
      if (typeof snapshot === "object") age = snapshot.seconds;
    }
    if (axis.kind === "count") {
      const value = sampleOf(axis, axisClass);
      const desk = agents.get(desksIn(levels, path)[axis.desk] ?? "");
      if (value !== null && desk !== undefined) desk[axis.fact] = value;
    }
  }
  const [only] = language;
  const at = window?.start ?? 0;
  return {
    requestType,
    at: formatInstant(at),
    language: language.length === 1 && only !== undefined ? only : language,
    ...(window === null || window.timeZone === null ? {} : { timeZone: window.timeZone }),
    ...(agents.size === 0 || channel === null || !compiled.vocabulary.channels.has(channel)
      ? {}
      : {
          agentAvailability: { [channel]: snapshotOf(agents) },
          ...(age === null ? {} : { agentAvailabilityAsOf: formatInstant(at - age * MS_PER_SECOND) }),
        }),
    ...(Object.keys(facts).length === 0 ? {} : { facts }),
  };
}

const MS_PER_SECOND = 1000;

/** The languages that come into consideration. */
export function desksIn(levels: readonly Level[], path: Path): readonly string[] {
  const level = levels.findIndex(({ axis }) => axis.kind === "language");
  const axis = levels[level]?.axis;
  return axis?.kind === "language" ? (axis.classes[path[level] ?? -1]?.desks ?? []) : [];
}

function sampleOf<Axis extends SituationAxis>(axis: Axis, axisClass: number): Axis["classes"][number]["sample"] {
  const found = axis.classes[axisClass];
  if (found === undefined) throw new Error(`no class ${axisClass} of ${axis.kind}`);
  return found.sample;
}

function snapshotOf(
  agents: ReadonlyMap<string, Partial<Record<CountFact, number>>>,
): Record<string, number | AgentAvailability> {
  return Object.fromEntries([...agents].map(([desk, counts]) => [desk, agentEntry(counts)]));
}

/** What a snapshot says of a desk. An entry has to say how many are free, also where no rule asks. */
export function agentEntry({
  availableAgents: available = 1,
  staffedAgents: staffed,
  contactsInQueue,
  estimatedWaitSeconds,
}: Partial<Record<CountFact, number>>): number | AgentAvailability {
  const rest = {
    ...(staffed === undefined ? {} : { staffed }),
    ...(contactsInQueue === undefined ? {} : { contactsInQueue }),
    ...(estimatedWaitSeconds === undefined ? {} : { estimatedWaitSeconds }),
  };
  return Object.keys(rest).length === 0 ? available : { available, ...rest };
}
