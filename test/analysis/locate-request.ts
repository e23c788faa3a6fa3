import type { Level } from "../../src/analysis/retiring/diagram/diagram.js";
import type { Assignment } from "../../src/analysis/retiring/diagram/diagram-paths.js";
import type { Side } from "../../src/analysis/retiring/model/side.js";
import type { SituationAxis } from "../../src/analysis/retiring/model/situation-axis.js";
import { desksIn } from "../../src/analysis/retiring/witness/example-request.js";
import type { ScenarioRequest } from "../../src/ruleset/document.js";
import { availabilityOf, type ReadRequest, readRequest } from "../../src/runtime/request/read-request.js";

/** The situation of a request, of one channel: what its values come to, found without a look at the samples of the walk. */
export function locateRequest(
  levels: readonly Level[],
  side: Side,
  request: ScenarioRequest,
  channel: string,
): Assignment {
  const { compiled } = side;
  const read = readRequest(request, compiled.vocabulary, compiled.planLanguages);
  const path: (number | null)[] = [];
  for (const { axis } of levels) path.push(locate(axis, path));
  return path;

  function locate(axis: SituationAxis, before: Assignment): number | null {
    const at = compiled.channels.findIndex(({ id }) => id === channel);
    switch (axis.kind) {
      case "request-type":
        return classBy(axis.classes, ({ sample }) => codesOfType(side, sample) === codesOfType(side, read.requestType));
      case "fact": {
        const { index = -1, declared } = compiled.vocabulary.facts.get(axis.fact) ?? {};
        const value = read.facts[index] ?? null;
        const code = side.codeOf(axis.fact, value);
        return classBy(
          axis.classes,
          ({ sample }) => side.codeOf(axis.fact, sample ?? declared?.default ?? null) === code,
        );
      }
      case "language": {
        const places = read.languages.channels[at]?.places ?? [];
        const matched = read.languages.channels[at]?.matched ?? 0;
        const wanted = places.map((place, order) => `${compiled.channels[at]?.languages[place]} ${order >= matched}`);
        return classBy(
          axis.classes,
          ({ candidates, desks }) =>
            candidates.map(({ desk, usingFallbackLanguage }) => `${desks[desk]} ${usingFallbackLanguage}`).join() ===
            wanted.join(),
        );
      }
      case "hours": {
        const hours = compiled.hours.map((each) => [each.variable, hoursClass(each.timelines, read)]);
        return classBy(
          axis.classes,
          ({ onSides }) => JSON.stringify([...(onSides[0] ?? [])]) === JSON.stringify(hours),
        );
      }
      case "snapshot":
        return read.snapshotState === "fresh" ? 1 : 0;
      case "count": {
        const desk = desksIn(levels, before)[axis.desk];
        if (desk === undefined || read.snapshotState !== "fresh") return null;
        const place = compiled.channels[at]?.languages.indexOf(desk) ?? -1;
        const code = side.codeOf(axis.fact, availabilityOf(read, at, place)[axis.fact]);
        return classBy(axis.classes, ({ sample }) => side.codeOf(axis.fact, sample) === code);
      }
    }
  }
}

function classBy<Class>(classes: readonly Class[], isIt: (each: Class) => boolean): number {
  const found = classes.filter(isIt);
  if (found.length !== 1) throw new Error(`${found.length} classes, not one, have the request`);
  return classes.findIndex(isIt);
}

function codesOfType(side: Side, id: string): string {
  return `${side.codeOf("requestType", id)} ${side.codeOf("requestTags", id)}`;
}

function hoursClass(timelines: Side["compiled"]["hours"][number]["timelines"], { timeZone, at }: ReadRequest): number {
  const timeline = timelines.forCustomer(timeZone);
  return timeline === null ? 2 : timeline.stateAt(at).open ? 1 : 0;
}
