import type { Assignment, Node } from "../mdd/store.js";
import type { Diagrams, Question } from "../model/diagrams.js";
import { coverPlaces } from "../places/cover-places.js";
import { writeRequest } from "../witness/write-request.js";
import type { ChangeExample, ChangePlace } from "./change.js";
import type { ComparedRulesets, ComparisonTask } from "./compared-rulesets.js";

/** Whether the routers' decisions show a difference too. If they do not, the diagram has a bug. */
export type Confirms = (example: ChangeExample) => boolean;

/** Covers all situations of a difference, each place with an example. None if the set is empty. */
export function placesOf(
  compared: ComparedRulesets,
  diagrams: Diagrams,
  difference: Node,
  confirms: Confirms,
): ChangePlace[] {
  return coverPlaces(diagrams, difference, compared.space).map(({ witness, ...place }) => ({
    ...place,
    example: exampleOf(compared, diagrams, witness, confirms),
    causes: [],
  }));
}

/** One kind of change. */
export interface ChangeKind<Change> {
  readonly occursFor: Question;
  readonly confirms: Confirms;
  changeAt(place: ChangePlace): Change;
}

/** Finds all places of some kinds of changes. If that takes too much work, finds for each of the `coarse` kinds whether it occurs. */
export function compareKinds<Change>(
  compared: ComparedRulesets,
  diagrams: Diagrams,
  kinds: readonly ChangeKind<Change>[],
  coarse = kinds,
): ComparisonTask<Change> {
  return {
    exactly: () =>
      kinds.flatMap(({ occursFor, confirms, changeAt }) =>
        placesOf(compared, diagrams, diagrams.selectByLanguage(occursFor), confirms).map(changeAt),
      ),
    coarsely: () =>
      coarse.flatMap(({ occursFor, confirms, changeAt }) =>
        placeSomewhere(compared, diagrams, diagrams.findByLanguage(occursFor), confirms).map(changeAt),
      ),
  };
}

/** Says of a difference only that it occurs: one place around everything, with an example. None if there is no situation. */
export function placeSomewhere(
  compared: ComparedRulesets,
  diagrams: Diagrams,
  witness: Assignment | null,
  confirms: Confirms,
): ChangePlace[] {
  if (witness === null) return [];
  return [
    { inSome: true, when: [], windows: null, example: exampleOf(compared, diagrams, witness, confirms), causes: [] },
  ];
}

function exampleOf(
  { space, decide }: ComparedRulesets,
  { variables }: Diagrams,
  witness: Assignment,
  confirms: Confirms,
): ChangeExample {
  const request = writeRequest({ model: space.sides[1], variables, from: space.period.from }, witness);
  const example = decide(request);
  if (!confirms(example)) throw new Error(`no router confirms a difference of ${JSON.stringify(request)}`);
  return example;
}
