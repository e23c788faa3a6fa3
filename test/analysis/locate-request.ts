import type { RulesetModel } from "../../src/analysis/model/ruleset-model.js";
import { ABSENT, type ModelVariable } from "../../src/analysis/model/variables.js";
import type { ScenarioRequest } from "../../src/ruleset/document.js";
import { STALE_AVAILABILITY } from "../../src/runtime/request/agent-numbers.js";
import { type ReadRequest, readRequest } from "../../src/runtime/request/read-request.js";
import { availabilityOf } from "../../src/runtime/request/recent-availability.js";

/** The situation of a request, for one channel: the classes of its values, found without the samples of the classes. */
export function locateRequest(
  variables: readonly ModelVariable[],
  model: RulesetModel,
  request: ScenarioRequest,
  channel: string,
): number[] {
  const { compiled } = model;
  const read = readRequest(request, compiled.vocabulary, compiled.planLanguages);
  const at = compiled.channels.findIndex(({ id }) => id === channel);
  const { places = [], matched = 0 } = read.languages.channels[at] ?? {};
  const isReported =
    read.snapshot !== null && places.some((place) => availabilityOf(read, at, place) !== STALE_AVAILABILITY);
  return variables.map(locate);

  function locate(variable: ModelVariable): number {
    switch (variable.kind) {
      case "request-type":
        return classBy(
          variable.classes,
          ({ sample }) => codesOfType(model, sample) === codesOfType(model, read.requestType),
        );
      case "fact": {
        const { index = -1, declared } = compiled.vocabulary.facts.get(variable.fact) ?? {};
        const code = model.codeOf(variable.fact, read.facts[index] ?? null);
        return classBy(
          variable.classes,
          ({ sample }) => model.codeOf(variable.fact, sample ?? declared?.default ?? null) === code,
        );
      }
      case "language": {
        const wanted = places.map((place, order) => `${compiled.channels[at]?.languages[place]} ${order >= matched}`);
        return classBy(
          variable.classes,
          ({ candidates, pools }) =>
            candidates
              .map(({ pool, usingFallbackLanguage }) => `${pools[pool]?.language} ${usingFallbackLanguage}`)
              .join() === wanted.join(),
        );
      }
      case "hours": {
        const hours = compiled.hours.map((each) => [each.variable, hoursClass(each.timelines, read)]);
        return classBy(
          variable.classes,
          ({ onSides }) => JSON.stringify([...(onSides[0] ?? [])]) === JSON.stringify(hours),
        );
      }
      case "snapshot":
        return isReported ? 1 : 0;
      case "age":
        throw new Error("one ruleset has one age");
      case "count": {
        const place = places[variable.pool];
        if (place === undefined || !isReported) return ABSENT;
        const code = model.codeOf(variable.fact, availabilityOf(read, at, place)[variable.fact]);
        const classes = variable.classes
          .map((each, index) => ({ ...each, index }))
          .filter(({ index }) => index !== ABSENT);
        return 1 + classBy(classes, ({ sample }) => model.codeOf(variable.fact, sample) === code);
      }
    }
  }
}

function classBy<Class>(classes: readonly Class[], isIt: (each: Class) => boolean): number {
  const found = classes.filter(isIt);
  if (found.length !== 1) throw new Error(`${found.length} classes, not one, have the request`);
  return classes.findIndex(isIt);
}

function codesOfType(model: RulesetModel, id: string): string {
  return `${model.codeOf("requestType", id)} ${model.codeOf("requestTags", id)}`;
}

function hoursClass(
  timelines: RulesetModel["compiled"]["hours"][number]["timelines"],
  { timeZone, at }: ReadRequest,
): number {
  const timeline = timelines.forCustomer(timeZone);
  return timeline === null ? 2 : timeline.segmentAt(at).state.open ? 1 : 0;
}
