import type { ChangeCondition } from "../../words/place.js";
import { factVariable, someValue } from "../model/request-variables.js";
import type { ComparedSpace } from "../model/situation-space.js";
import type { FactVariable, RequestTypeVariable } from "../model/variables.js";
import { writeRequest } from "../witness/write-request.js";
import type { ChangeExample, RequestChange } from "./change.js";
import type { ComparedRulesets } from "./compared-rulesets.js";

/** Finds the requests that only one side can read. */
export function requestChanges(compared: ComparedRulesets): RequestChange[] {
  const { space } = compared;
  const read = space.request;
  const declared = new Set(space.sides.flatMap(({ compiled }) => [...compiled.vocabulary.facts.keys()]));
  const unread = [...declared]
    .filter((fact) => !read.some((variable) => variable.kind === "fact" && variable.fact === fact))
    .map((fact) => factVariable(space.sides, fact));
  return [...read, ...unread].flatMap((variable) => [
    ...refusedValues(compared, variable),
    ...(variable.kind === "fact" ? undeclaredFact(compared, variable) : []),
  ]);
}

/** Whether both sides can read any request. */
export function haveCommonRequests({ request }: ComparedSpace): boolean {
  return request.every(({ classes }) => classes.some(({ onSides }) => !onSides.includes(null)));
}

type RequestVariable = RequestTypeVariable | FactVariable;

function refusedValues(compared: ComparedRulesets, variable: RequestVariable): RequestChange[] {
  return (["refused", "accepted"] as const).flatMap((kind, reader) => {
    const classes = [...variable.classes.keys()].filter((each) => {
      const { onSides = [] } = variable.classes[each] ?? {};
      return onSides[reader] !== null && onSides[1 - reader] === null;
    });
    const [first] = classes;
    if (first === undefined) return [];
    const condition: ChangeCondition =
      variable.kind === "fact"
        ? { fact: variable.fact, values: variable.wordsOf(classes), isDeclared: true }
        : { fact: "requestType", values: classes.flatMap((each) => variable.classes[each]?.ids ?? []) };
    return [requestChange(compared, kind, condition, variable, first)];
  });
}

/**
 * Finds the changes of a fact that only one side declares. The other side refuses a request that gives the fact. The declaring side
 * refuses a request that leaves it out, unless it has a default or is optional.
 */
function undeclaredFact(compared: ComparedRulesets, variable: FactVariable): RequestChange[] {
  const { fact } = variable;
  const { sides } = compared.space;
  const [isBefore, isAfter] = sides.map(({ compiled }) => compiled.vocabulary.facts.has(fact));
  if (isBefore === isAfter) return [];
  const isRequired = sides.some(({ compiled }) => compiled.vocabulary.requiredFacts.includes(fact));
  const [declares, lacks] = isAfter === true ? (["accepted", "refused"] as const) : (["refused", "accepted"] as const);
  const givenVariable = withValue(compared, variable);
  const given = givenVariable.classes.findIndex(({ sample }) => sample !== null);
  const condition = (values: string): ChangeCondition => ({ fact, values: [values], isDeclared: true });
  return [
    requestChange(compared, declares, condition("given"), givenVariable, given),
    ...(isRequired ? [requestChange(compared, lacks, condition("left out"), variable, null)] : []),
  ];
}

/** Adds a value to the variable of a fact if no rule tells any value from a fact that is left out: such a variable has no value to give. */
function withValue({ space }: ComparedRulesets, variable: FactVariable): FactVariable {
  if (variable.classes.some(({ sample }) => sample !== null)) return variable;
  const [declared] = space.sides.flatMap(
    ({ compiled }) => compiled.vocabulary.facts.get(variable.fact)?.declared ?? [],
  );
  const value = declared?.default ?? someValue(space.sides, variable.fact);
  return { ...variable, classes: variable.classes.map((each) => ({ ...each, sample: value })) };
}

/** Makes the change for one class of a variable. `index` is null for a fact that is left out. */
function requestChange(
  compared: ComparedRulesets,
  kind: RequestChange["kind"],
  condition: ChangeCondition,
  variable: RequestVariable,
  index: number | null,
): RequestChange {
  const example = exampleOf(compared, kind, variable, index);
  return { kind, inSome: false, when: [condition], windows: null, example, causes: [] };
}

/** Makes the example. All other parts of the request have values that both sides can read, if there are such values. */
function exampleOf(
  { space, decideWhole }: ComparedRulesets,
  kind: RequestChange["kind"],
  variable: RequestVariable,
  index: number | null,
): ChangeExample {
  const reader = kind === "refused" ? 0 : 1;
  const model = space.sides[reader];
  const nameOf = (each: RequestVariable) => (each.kind === "fact" ? each.fact : null);
  const others = space.request.filter((each) => {
    const name = nameOf(each);
    return name !== nameOf(variable) && (name === null || model.compiled.vocabulary.facts.has(name));
  });
  const variables: RequestVariable[] = [...others, ...(index === null ? [] : [variable])];
  const assignment = variables.map((each) => {
    if (each === variable) return index ?? 0;
    const common = each.classes.findIndex(({ onSides }) => !onSides.includes(null));
    return common >= 0 ? common : each.classes.findIndex(({ onSides }) => onSides[reader] !== null);
  });
  const example = decideWhole(writeRequest({ model, variables, from: space.period.from }, assignment));
  if ((example.before === null) === (example.after === null)) {
    throw new Error(`one side alone should read ${JSON.stringify(example.request)}`);
  }
  return example;
}
