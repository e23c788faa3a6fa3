import type { ComparedSpace } from "../retiring/model/compared-space.js";
import { factAxis } from "../retiring/model/request-axes.js";
import type { FactAxis, RequestTypeAxis } from "../retiring/model/situation-axis.js";
import { requestOfPath } from "../retiring/witness/example-request.js";
import type { ChangeCondition, ChangeExample, RequestChange } from "./change.js";
import type { ComparedRulesets } from "./change-places.js";

/** Finds the requests that only one side can read. */
export function requestChanges(compared: ComparedRulesets): RequestChange[] {
  const { space } = compared;
  const read = space.request;
  const declared = new Set(space.sides.flatMap(({ compiled }) => [...compiled.vocabulary.facts.keys()]));
  const unread = [...declared]
    .filter((fact) => !read.some((axis) => axis.kind === "fact" && axis.fact === fact))
    .map((fact) => factAxis(space.sides, fact));
  return [...read, ...unread].flatMap((axis) => [
    ...refusedValues(compared, axis),
    ...(axis.kind === "fact" ? undeclaredFact(compared, axis) : []),
  ]);
}

/** Whether both sides can read any request. */
export function haveCommonRequests({ request }: ComparedSpace): boolean {
  return request.every(({ classes }) => classes.some(({ onSides }) => !onSides.includes(null)));
}

type RequestAxis = RequestTypeAxis | FactAxis;

function refusedValues(compared: ComparedRulesets, axis: RequestAxis): RequestChange[] {
  return (["refused", "accepted"] as const).flatMap((kind, reader) => {
    const classes = [...axis.classes.keys()].filter((each) => {
      const { onSides = [] } = axis.classes[each] ?? {};
      return onSides[reader] !== null && onSides[1 - reader] === null;
    });
    const [first] = classes;
    if (first === undefined) return [];
    const condition: ChangeCondition =
      axis.kind === "fact"
        ? { fact: axis.fact, values: axis.wordsOf(classes), isDeclared: true }
        : { fact: "requestType", values: classes.flatMap((each) => axis.classes[each]?.ids ?? []) };
    return [requestChange(compared, kind, condition, axis, first)];
  });
}

/**
 * Finds the changes of a fact that only one side declares. The other side refuses a request that gives the fact. The declaring side
 * refuses a request that leaves it out, unless it has a default.
 */
function undeclaredFact(compared: ComparedRulesets, axis: FactAxis): RequestChange[] {
  const { fact } = axis;
  const { sides } = compared.space;
  const [isBefore, isAfter] = sides.map(({ compiled }) => compiled.vocabulary.facts.has(fact));
  if (isBefore === isAfter) return [];
  const isRequired = sides.some(({ compiled }) => compiled.vocabulary.requiredFacts.includes(fact));
  const [declares, lacks] = isAfter === true ? (["accepted", "refused"] as const) : (["refused", "accepted"] as const);
  const givenAxis = withValue(compared, axis);
  const given = givenAxis.classes.findIndex(({ sample }) => sample !== null);
  const condition = (values: string): ChangeCondition => ({ fact, values: [values], isDeclared: true });
  return [
    requestChange(compared, declares, condition("given"), givenAxis, given),
    ...(isRequired ? [requestChange(compared, lacks, condition("left out"), axis, null)] : []),
  ];
}

/** Adds the default to the axis of a fact that no rule tells from its default: such an axis has no value to give. */
function withValue({ space }: ComparedRulesets, axis: FactAxis): FactAxis {
  if (axis.classes.some(({ sample }) => sample !== null)) return axis;
  const [declared] = space.sides.flatMap(({ compiled }) => compiled.vocabulary.facts.get(axis.fact)?.declared ?? []);
  return { ...axis, classes: axis.classes.map((each) => ({ ...each, sample: declared?.default ?? null })) };
}

/** Makes the change for one class of an axis. `axisClass` is null for a fact that is left out. */
function requestChange(
  compared: ComparedRulesets,
  kind: RequestChange["kind"],
  condition: ChangeCondition,
  axis: RequestAxis,
  axisClass: number | null,
): RequestChange {
  const example = exampleOf(compared, kind, axis, axisClass);
  return { kind, among: null, inSome: false, when: [condition], windows: null, example };
}

/** Makes the example. All other parts of the request have values that both sides can read, if there are such values. */
function exampleOf(
  { space, decideWhole }: ComparedRulesets,
  kind: RequestChange["kind"],
  axis: RequestAxis,
  axisClass: number | null,
): ChangeExample {
  const reader = kind === "refused" ? 0 : 1;
  const { vocabulary, document } = space.sides[reader].compiled;
  const others = space.request.filter(
    (each) =>
      !(each.kind === axis.kind && (each.kind === "request-type" || each.fact === (axis as FactAxis).fact)) &&
      (each.kind === "request-type" || vocabulary.facts.has(each.fact)),
  );
  const axes: RequestAxis[] = [...others, ...(axisClass === null ? [] : [axis])];
  const path = axes.map((each) => {
    if (each === axis) return axisClass;
    const common = each.classes.findIndex(({ onSides }) => !onSides.includes(null));
    return common >= 0 ? common : each.classes.findIndex(({ onSides }) => onSides[reader] !== null);
  });
  const levels = axes.map((each) => ({ axis: each, groups: [] }));
  const { fallback } = document.languages;
  const example = decideWhole(requestOfPath(levels, path, [], fallback, space.period.from));
  if ((example.before === null) === (example.after === null)) {
    throw new Error(`one side alone should read ${JSON.stringify(example.request)}`);
  }
  return example;
}
