import { countAxes, snapshotAxis } from "./count-axes.js";
import { findHours, type Period } from "./hours-patterns.js";
import { type CustomerLanguage, candidateAxis, customerLanguages, languageAxis } from "./language-axes.js";
import { factAxes, requestTypeAxis } from "./request-axes.js";
import type { Side } from "./side.js";
import type { FactAxis, HoursAxis, LanguageAxis, RequestTypeAxis, SituationAxis } from "./situation-axis.js";

/**
 * All situations of one ruleset, or of two side by side, in a period.
 *
 * `closedChannels` is left out: what is switched off by hand is not the rules' doing.
 */
export interface Space<Sides extends readonly Side[] = readonly Side[]> {
  readonly sides: Sides;
  readonly period: Period;
  /** The request type and the declared facts, with the requests that one side alone can read. */
  readonly request: readonly (RequestTypeAxis | FactAxis)[];
  readonly languages: readonly CustomerLanguage[];
  readonly hours: HoursAxis;
  /** False where there was too much time to look at, so that other hours may occur. */
  readonly hasAllHours: boolean;
}

export function createSpace<Sides extends readonly Side[]>(sides: Sides, period: Period): Space<Sides> {
  const { axis, isComplete } = findHours(sides, period);
  return {
    sides,
    period,
    request: [requestTypeAxis(sides), ...factAxes(sides)],
    languages: customerLanguages(sides),
    hours: axis,
    hasAllHours: isComplete,
  };
}

/** The axes of what becomes of a channel, for a customer of one language. */
export function axesOfChannel(space: Space, channel: string): SituationAxis[] {
  return withDesks(space, languageAxis(space.sides, space.languages, channel));
}

/** The axes of what becomes of each candidate of a channel by itself, on the first side. */
export function axesOfCandidates(space: Space, channel: string): SituationAxis[] {
  return withDesks(space, candidateAxis(space.sides, space.languages, channel));
}

/** The axes of the steps that are advised. */
export function axesOfSteps({ request, hours }: Space): SituationAxis[] {
  return [...request, hours];
}

/** How many situations there are, of all channels of the first side together, for customers of one language. */
export function countCustomers(space: Space): number {
  const channels = space.sides[0]?.compiled.channels ?? [];
  return channels.reduce((sum, { id }) => sum + countProduct(axesOfChannel(space, id)), 0);
}

/** How many situations these axes span. */
export function countProduct(axes: readonly SituationAxis[]): number {
  const product = (of: readonly SituationAxis[]) => of.reduce((all, { classes }) => all * classes.length, 1);
  const ofDesk = (desk: number) => product(axes.filter((axis) => axis.kind === "count" && axis.desk === desk));
  const others = product(axes.filter(({ kind }) => kind === "request-type" || kind === "fact" || kind === "hours"));
  const reports = (axes.find(({ kind }) => kind === "snapshot")?.classes.length ?? 1) - 1;
  const languages = axes.find((axis): axis is LanguageAxis => axis.kind === "language")?.classes ?? [];
  return languages.reduce((sum, { desks }) => {
    const reported = desks.length > 0 ? desks.reduce((all, _, desk) => all * ofDesk(desk), reports) : 0;
    return sum + others * (1 + reported);
  }, 0);
}

/** The axes of some languages' candidates. Agents come last: most is decided before. */
export function withDesks({ sides, request, hours }: Space, languages: LanguageAxis): SituationAxis[] {
  const desks = Math.max(0, ...languages.classes.map((each) => each.desks.length));
  const counts = Array.from({ length: desks }, (_, desk) => countAxes(sides, desk)).flat();
  return [...request, languages, hours, ...(counts.length === 0 ? [] : [snapshotAxis(sides)]), ...counts];
}
