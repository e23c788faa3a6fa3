import { locateIssues } from "../../ruleset/checked-rulesets.js";
import type { Ruleset, RulesetDocument } from "../../ruleset/document.js";
import { checkRulesetDocument } from "../../ruleset/read-ruleset.js";
import type { RoutingDecision } from "../../runtime/decision.js";
import { type Router, routerOf } from "../../runtime/router.js";
import { issueAt, type Path } from "../../values/issue.js";
import { loadRulesetModel } from "../model/ruleset-model.js";
import type { Change, ChangeCause } from "./change.js";

/**
 * Names the edits that cause each change: those without which its example is decided as before or, if there are none, those that alone bring
 * about what its example shows. Each is confirmed by deciding the example.
 *
 * Gives no causes if there are too many edits or rules to try.
 */
export async function withCauses(
  changes: readonly Change[],
  sides: readonly [before: Ruleset, after: Ruleset],
): Promise<Change[]> {
  const [before, after] = sides;
  const edits = findEdits(before, after);
  const rules = Math.max(...sides.map(({ rules = [] }) => rules.length));
  const isOne = edits.length === 1;
  const tried = isOne || edits.length * (rules + OWN_WORK) > MOST_WORK ? [] : edits;
  const causing = async (
    uncaused: readonly Change[],
    side: "before" | "after",
    documentOf: (edit: Edit) => RulesetDocument,
  ): Promise<Map<Change, Edit[]>> => {
    if (uncaused.length === 0) return new Map();
    const routers = await Promise.all(tried.map((edit) => routerFor(documentOf(edit))));
    return new Map(
      uncaused.map((change) => [change, tried.filter((_, index) => isDecidedAs(change, side, routers[index] ?? null))]),
    );
  };
  const undoing = await causing(changes, "before", (edit) => edit.take(after, before));
  const others = changes.filter((change) => undoing.get(change)?.length === 0);
  const alone = await causing(others, "after", (edit) => edit.take(before, after));
  return changes.map((change) => {
    const causes = isOne ? edits : (alone.get(change) ?? undoing.get(change) ?? []);
    // The example shows one of the request types that the change names.
    const named = edits.filter((edit) => !causes.includes(edit) && isNamedBy(edit, change));
    return { ...change, causes: [...causes, ...named].map((edit) => locate(edit, sides)) };
  });
}

/** In rules: each edit makes a router or two. At worst two seconds. */
const MOST_WORK = 1000;
/** What a router costs besides its rules, most of all its hours. */
const OWN_WORK = 20;

/** A part of the rulesets that differs. */
interface Edit extends Pick<ChangeCause, "edit" | "section" | "name"> {
  /** Where the part is: after, or before if it was removed. */
  readonly path: Path;
  /** Puts the part of the second ruleset into the first. */
  take(into: RulesetDocument, from: RulesetDocument): RulesetDocument;
}

function findEdits(before: RulesetDocument, after: RulesetDocument): Edit[] {
  return [
    ...LISTS.flatMap(({ section, idOf }) => [
      ...editsOfList(section, idOf, before, after),
      ...editsOfOrder(section, idOf, before, after),
    ]),
    ...MAPS.flatMap((section) => editsOfMap(section, before, after)),
    ...SINGLETONS.flatMap((section): Edit[] => {
      if (isSame(before[section], after[section])) return [];
      const take: Edit["take"] = ({ [section]: _, ...into }, { [section]: part }) =>
        ({ ...into, ...(part !== undefined && { [section]: part }) }) as RulesetDocument;
      return [{ edit: editOf(before[section], after[section]), section, name: null, path: [section], take }];
    }),
  ];
}

type Listed = { readonly id?: string; readonly name?: string };
type ListSection = "channels" | "steps" | "rules";

const LISTS: readonly { readonly section: ListSection; idOf(item: Listed): string | undefined }[] = [
  { section: "channels", idOf: ({ id }) => id },
  { section: "steps", idOf: ({ id }) => id },
  { section: "rules", idOf: ({ name }) => name },
];
const MAPS = ["requestTypes", "facts", "schedules", "calendars", "conditions"] as const;
const SINGLETONS = ["languages", "availability"] as const;

function editsOfList(
  section: ListSection,
  idOf: (item: Listed) => string | undefined,
  before: RulesetDocument,
  after: RulesetDocument,
): Edit[] {
  const [was, is] = [before, after].map((document) => (document[section] ?? []) as readonly Listed[]);
  const ids = new Set([...(was ?? []), ...(is ?? [])].map(idOf));
  return [...ids].flatMap((id): Edit[] => {
    const [old, now] = [was, is].map((items) => items?.find((item) => idOf(item) === id));
    if (isSame(old, now)) return [];
    const take: Edit["take"] = (into, from) => {
      const items = (into[section] ?? []) as readonly Listed[];
      const taken = (from[section] as readonly Listed[] | undefined)?.find((item) => idOf(item) === id);
      const index = items.findIndex((item) => idOf(item) === id);
      const rest = items.filter((item) => idOf(item) !== id);
      const place = index < 0 ? (from[section] as readonly Listed[]).indexOf(taken as Listed) : index;
      return { ...into, [section]: taken === undefined ? rest : rest.toSpliced(place, 0, taken) } as RulesetDocument;
    };
    const path = [section, (now === undefined ? was : is)?.indexOf((now ?? old) as Listed) ?? 0];
    return [{ edit: editOf(old, now), section, name: id ?? null, path, take }];
  });
}

/** The order of channels and steps decides; that of rules does not. */
function editsOfOrder(
  section: ListSection,
  idOf: (item: Listed) => string | undefined,
  before: RulesetDocument,
  after: RulesetDocument,
): Edit[] {
  const [was, is] = [before, after].map((document) => ((document[section] ?? []) as readonly Listed[]).map(idOf));
  const common = (ids: readonly (string | undefined)[] = [], others: readonly (string | undefined)[] = []) =>
    ids.filter((id) => others.includes(id));
  if (section === "rules" || isSame(common(was, is), common(is, was))) return [];
  const take: Edit["take"] = (into, from) => {
    const order = (from[section] as readonly Listed[]).map(idOf);
    const items = [...((into[section] ?? []) as readonly Listed[])];
    const placeOf = (item: Listed) => (order.indexOf(idOf(item)) + order.length + 1) % (order.length + 1);
    return { ...into, [section]: items.sort((a, b) => placeOf(a) - placeOf(b)) } as RulesetDocument;
  };
  return [{ edit: "reordered", section, name: null, path: [section], take }];
}

function editsOfMap(section: (typeof MAPS)[number], before: RulesetDocument, after: RulesetDocument): Edit[] {
  const partOf = (document: RulesetDocument, key: string): unknown =>
    Object.hasOwn(document[section] ?? {}, key) ? document[section]?.[key] : undefined;
  const keys = new Set([before, after].flatMap((document) => Object.keys(document[section] ?? {})));
  return [...keys].flatMap((name): Edit[] => {
    const [old, now] = [partOf(before, name), partOf(after, name)];
    if (isSame(old, now)) return [];
    const take: Edit["take"] = (into, from) => {
      const rest = Object.entries(into[section] ?? {}).filter(([key]) => key !== name);
      const taken = partOf(from, name);
      const entries = taken === undefined ? rest : [...rest, [name, taken] as const];
      return { ...into, [section]: Object.fromEntries(entries) } as RulesetDocument;
    };
    return [{ edit: editOf(old, now), section, name, path: [section, name], take }];
  });
}

function editOf(before: unknown, after: unknown): ChangeCause["edit"] {
  return before === undefined ? "added" : after === undefined ? "removed" : "edited";
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Null if the rules are not valid. */
async function routerFor({ promises: _, scenarios: __, ...document }: RulesetDocument): Promise<Router | null> {
  const { ruleset } = checkRulesetDocument(document);
  return ruleset === null ? null : routerOf((await loadRulesetModel(ruleset)).compiled);
}

/** Whether a router decides what a change is about as its example does, before or after. */
function isDecidedAs(change: Change, side: "before" | "after", router: Router | null): boolean {
  if (router === null) return false;
  const { request, [side]: expected } = change.example;
  const routed = router.safeRoute(request);
  const isRead = routed.success || routed.error.issues.every(({ dropped }) => dropped === true);
  const isRequestChange = change.kind === "accepted" || change.kind === "refused";
  if (isRequestChange) return routed.success === (expected !== null);
  return isRead && expected !== null && isSame(aspectOf(change, routed.decision), aspectOf(change, expected));
}

/** What a change is about, in a decision. */
function aspectOf(change: Change, { offered, withheld, steps }: RoutingDecision): unknown {
  const orderOf = (ids: readonly string[], one: string, other: string) =>
    ids.filter((id) => id === one || id === other);
  switch (change.kind) {
    case "gained":
    case "lost":
    case "language":
      return offered.find(({ channel }) => channel === change.channel)?.servedLanguage;
    case "moved-up":
      return orderOf(
        offered.map(({ channel }) => channel),
        change.channel,
        change.aheadOf,
      );
    case "reasons": {
      const { reasons = [] } = withheld.find(({ channel }) => channel === change.channel) ?? {};
      return [...new Set(reasons.map(({ code }) => code))].sort();
    }
    case "step-added":
    case "step-removed":
      return steps.some(({ step }) => step === change.step);
    case "step-moved-up":
      return orderOf(
        steps.map(({ step }) => step),
        change.step,
        change.aheadOf,
      );
    default:
      return null;
  }
}

/** Whether a change of requests is about a request type that was added or removed. */
function isNamedBy({ section, name }: Edit, { kind, when }: Change): boolean {
  if (section !== "requestTypes" || name === null || (kind !== "accepted" && kind !== "refused")) return false;
  return when.some((condition) => {
    const { values }: { readonly values?: readonly string[] } = condition.fact === "requestType" ? condition : {};
    return values?.includes(name) === true;
  });
}

function locate({ edit, section, name, path }: Edit, [before, after]: readonly [Ruleset, Ruleset]): ChangeCause {
  const [placed] = locateIssues(edit === "removed" ? before : after, [issueAt(path, { code: edit, problem: "" })]);
  const { file, line, column } = placed ?? {};
  return {
    edit,
    section,
    name,
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
  };
}
