import type { PromiseStatement } from "../../ruleset/document.js";
import type { NormalForm } from "../../runtime/conditions/expression.js";
import type { RoutingDecision } from "../../runtime/decision.js";
import type { LoadedChannel, LoadedStep } from "../../runtime/load-rules.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import { type Path, toPointer } from "../../values/issue.js";
import { quote } from "../../values/quote.js";
import { withinShare } from "../mdd/apply.js";
import { dropVariables } from "../mdd/cover.js";
import { inEach, type Selection } from "../mdd/sets.js";
import { type Assignment, FALSE, type Node, TRUE } from "../mdd/store.js";
import { createDiagrams, type Diagrams } from "../model/diagrams.js";
import { anyCandidateVariable } from "../model/language-variable.js";
import { offerTo, rulesOfChannel } from "../model/offers.js";
import { rulesOf } from "../model/ruleset-diagrams.js";
import { variablesWith } from "../model/situation-space.js";
import type { Candidate } from "../model/variables.js";
import { describeSituation } from "../witness/describe-situation.js";
import { type CheckFinding, type CheckSubject, exampleOf, findingAt, whenHolds } from "./check-finding.js";

/** Whether a promise holds in every situation. Plain JSON data. */
export interface PromiseResult {
  /** The promise's name, or {@link ALWAYS_LAW}. */
  readonly name: string;
  /** JSON pointer to the promise; null for the built-in law. */
  readonly path: string | null;
  /** `undecided` if there are more situations than the work limit allows. */
  readonly status: "proven" | "broken" | "undecided";
  /**
   * The number of situations that the promise is about; approximate above 2^53. If it is broken, only the situations of the channels and steps up to
   * the broken one; 0 if it is undecided.
   */
  readonly situations: number;
  /** The simplest situation that breaks the promise; null unless it is broken. */
  readonly counterexample: Counterexample | null;
}

/** A request that breaks a promise. Plain JSON data. */
export interface Counterexample {
  /** The shortest such request: `route` takes it as it is. */
  readonly request: ContactRequest;
  readonly decision: RoutingDecision;
  /** The channel that is offered or withheld against the promise; null if the promise is about a step. */
  readonly channel: string | null;
  /** The step that is advised or left out against the promise; null if the promise is about a channel. */
  readonly step: string | null;
}

/** A promise's result, with the finding to report if there is one. */
interface ProvenPromise {
  readonly result: PromiseResult;
  readonly finding: CheckFinding | null;
}

const ALWAYS_LAW = "Every always channel is offered in every situation";

/** Proves each promise, and last the law about always channels. */
export function provePromises(subject: CheckSubject): ProvenPromise[] {
  const { limit, model } = subject;
  const promises = model.compiled.document.promises ?? [];
  const law = withinShare(limit, promises.length + 1, () => proveAlwaysLaw(subject));
  const proven = promises.map((promise, index) =>
    withinShare(limit, promises.length - index, () => provePromise(subject, promise, index)),
  );
  return [
    ...proven.map((each, index) => {
      const path = ["promises", index];
      return each ?? undecided(promises[index]?.name ?? "", path, toPointer(path));
    }),
    law ?? undecided(ALWAYS_LAW, ["promises"], null),
  ];
}

/** What a promise says of one channel or one step. */
type PromiseTarget = { readonly isPromised: boolean } & (
  | { readonly kind: "channel"; readonly channel: LoadedChannel }
  | { readonly kind: "step"; readonly step: LoadedStep }
);

/** In the order in which the promise lists them. */
function targetsOf(promise: PromiseStatement, { model }: CheckSubject): PromiseTarget[] {
  const { channels, steps } = model.compiled;
  const ofChannels = (ids: readonly string[] = [], isPromised: boolean) =>
    ids.flatMap((id) =>
      channels.flatMap((channel) => (channel.id === id ? { kind: "channel" as const, isPromised, channel } : [])),
    );
  const ofSteps = (ids: readonly string[] = [], isPromised: boolean) =>
    ids.flatMap((id) => steps.flatMap((step) => (step.id === id ? { kind: "step" as const, isPromised, step } : [])));
  return [
    ...ofChannels(promise.never, false),
    ...ofChannels(promise.always, true),
    ...ofSteps(promise.neverSteps, false),
    ...ofSteps(promise.alwaysSteps, true),
  ];
}

function provePromise(subject: CheckSubject, promise: PromiseStatement, index: number): ProvenPromise {
  const { name } = promise;
  const at = ["promises", index];
  const path = toPointer(at);
  const when = subject.model.compiled.conditions.promises[index] as NormalForm;
  let situations = 0;
  for (const target of targetsOf(promise, subject)) {
    const diagrams = target.kind === "step" ? subject.ofRequest() : subject.ofCandidates(target.channel);
    const care = whenHolds(diagrams, when);
    situations += diagrams.count(care);
    const happens = happensWithin(diagrams, when, target);
    const broken = target.isPromised ? diagrams.sets.difference(care, happens) : happens;
    const found = diagrams.cheapest(broken);
    if (found === null) continue;
    const counterexample = confirmCounterexample(subject, diagrams, found, target);
    return {
      result: { name, path, status: "broken", situations, counterexample },
      finding: promiseBroken(subject, at, diagrams, { broken, found }, target, counterexample),
    };
  }
  if (!subject.space.hasAllHours) return undecided(name, at, path);
  const isVacuous = situations === 0 && !guardsLanguages(subject, promise, when);
  return {
    result: { name, path, status: "proven", situations, counterexample: null },
    finding: isVacuous ? holdsVacuously(name, at) : null,
  };
}

/** Those of the situations in which the promised or forbidden happens: a channel is offered to a candidate, or a step is advised. */
function happensWithin(diagrams: Diagrams, when: NormalForm, target: PromiseTarget): Node {
  const { conjunctsOf, selectByLanguage } = diagrams;
  return selectByLanguage(({ candidates }) => {
    const [candidate] = candidates as readonly [Candidate];
    const happens: Selection =
      target.kind === "step"
        ? [[], conjunctsOf(rulesOf(target.step.advice), candidate)]
        : offerTo(diagrams, rulesOfChannel(target.channel), candidate);
    return [inEach([[], conjunctsOf([when], candidate)], happens)];
  });
}

/** Whether a promise that something is never offered holds because channels do not serve the language that it names. */
function guardsLanguages({ space, limit, model }: CheckSubject, promise: PromiseStatement, when: NormalForm): boolean {
  if (promise.never === undefined) return false;
  const channel = model.compiled.channels[0]?.id ?? "";
  const variables = variablesWith(space, anyCandidateVariable(space.sides, channel));
  const diagrams = createDiagrams(space.sides, variables, [when.conjuncts], limit);
  return whenHolds(diagrams, when) !== FALSE;
}

function proveAlwaysLaw({ model, space, ofChannel }: CheckSubject): ProvenPromise {
  let situations = 0;
  for (const channel of model.compiled.channels.filter(({ always }) => always)) {
    const diagrams = ofChannel(channel);
    if (diagrams.languages.some(({ candidates }) => candidates.length === 0))
      throw new Error(`always channel ${channel.id} has no candidate`);
    situations += diagrams.count(diagrams.byLanguage(diagrams.possible));
  }
  if (!space.hasAllHours) return undecided(ALWAYS_LAW, ["promises"], null);
  return {
    result: { name: ALWAYS_LAW, path: null, status: "proven", situations, counterexample: null },
    finding: null,
  };
}

/** Makes a counterexample. Throws if the router does not confirm it: then the proof has a bug. */
function confirmCounterexample(
  subject: CheckSubject,
  diagrams: Diagrams,
  assignment: Assignment,
  target: PromiseTarget,
): Counterexample {
  const channel = target.kind === "channel" ? target.channel.id : null;
  const step = target.kind === "step" ? target.step.id : null;
  const { request, decision } = exampleOf(subject, diagrams, assignment);
  const language = diagrams.languages[assignment[diagrams.languageLevel] ?? 0]?.pools[0]?.language;
  const happens =
    step === null
      ? decision.offered.some((each) => each.channel === channel && each.servedLanguage === language)
      : decision.steps.some((each) => each.step === step);
  if (happens === target.isPromised)
    throw new Error(`route does not confirm the counterexample ${JSON.stringify(request)}`);
  return { request, decision, channel, step };
}

function undecided(name: string, at: Path, path: string | null): ProvenPromise {
  return {
    result: { name, path, status: "undecided", situations: 0, counterexample: null },
    finding: findingAt(at, {
      code: "promise-undecided",
      severity: "warning",
      problem: `promise ${quote(name)} is not decided: there are more situations than can be looked at`,
      hint: "it was not found broken; write fewer rules, or rules on fewer facts, or look fewer days ahead",
    }),
  };
}

function holdsVacuously(name: string, at: Path): CheckFinding {
  return findingAt(at, {
    code: "promise-holds-vacuously",
    severity: "warning",
    problem: `promise ${quote(name)} promises nothing: its \`when\` holds in no situation`,
    hint: "see that its conditions can hold together, for a language that its channels serve",
  });
}

function promiseBroken(
  { model }: CheckSubject,
  at: Path,
  diagrams: Diagrams,
  { broken, found }: { readonly broken: Node; readonly found: Int32Array },
  target: PromiseTarget,
  { request, decision }: Counterexample,
): CheckFinding {
  const { store, sets, variables, readingOrder } = diagrams;
  const impossible = sets.difference(TRUE, diagrams.byLanguage(diagrams.possible));
  const situation = [...found].map((each) => [each]);
  const cube = dropVariables(store, situation, sets.union(broken, impossible), readingOrder);
  const matters = readingOrder.filter((level) => cube[level]?.length === 1 && variables[level]?.classes.length !== 1);
  const { who, circumstances } = describeSituation(variables, found, matters, model, String(request.at));
  const id = target.kind === "channel" ? target.channel.id : target.step.id;
  const does = `is ${target.isPromised ? "not " : ""}${target.kind === "channel" ? "offered" : "advised"}`;
  const problem = `promise broken: ${who} ${does} ${quote(id)}${circumstances}`;
  return findingAt(at, { code: "promise-broken", problem, hint: hintFor(target, id, decision) }, { request, decision });
}

function hintFor(target: PromiseTarget, id: string, { offered, withheld, steps }: RoutingDecision): string {
  const change = (rule: string, does: string) => `change rule ${quote(rule)}, which ${does} it, or the promise`;
  if (target.kind === "step") {
    const rule = steps.find((each) => each.step === id)?.rule;
    return rule === undefined ? "add a rule that advises it then, or change the promise" : change(rule, "advises");
  }
  const offering = offered.find((each) => each.channel === id)?.rule ?? null;
  if (!target.isPromised && offering !== null) return change(offering, "offers");
  const reasons = withheld.find((each) => each.channel === id)?.reasons ?? [];
  const withholding = reasons.find(({ rule, condition }) => rule !== null && condition === null)?.rule ?? null;
  if (target.isPromised && withholding !== null) return change(withholding, "withholds");
  return "add a rule that offers it then, or change the promise";
}
