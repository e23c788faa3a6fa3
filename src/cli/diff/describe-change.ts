import type { Change, ChangeCause, ChangeCondition, ReasonsChange } from "../../analysis.js";
import type { RulesetDocument } from "../../index.js";
import { describeCircumstances, describeWho, type PlaceContext } from "../../words/describe-place.js";
import { languageName } from "../../words/languages.js";
import { bad, good, groupAlike, listNames, listWords, named, type Prose, strong } from "../../words/prose.js";

export interface DiffContext extends PlaceContext {
  readonly rulesets: readonly [before: RulesetDocument, after: RulesetDocument];
}

/** Changes in one sentence. They differ only in the channel or the step, or they are reasons of one channel. */
export interface ToldChanges {
  /** `Spanish- and Italian-speaking customers with `dispute` lose phone on Saturdays 14:00–18:00 (Amsterdam), when an agent is free`. */
  readonly sentence: Prose;
  /** The same in fewer words, without what most reports on the agents say: for a list of all changes. */
  readonly summary: Prose;
  /** Further sentences, each true by itself. */
  readonly details: readonly Prose[];
  /** The edits that cause them, each once. */
  readonly causes: readonly ChangeCause[];
  /** The change to show an example of. */
  readonly shown: Change;
}

export function tellChanges(changes: readonly Change[], context: DiffContext): ToldChanges[] {
  return groupAlike(changes, keyOf).map((group) => tellGroup(group, context));
}

type Group = readonly [Change, ...Change[]];

function tellGroup(group: Group, context: DiffContext): ToldChanges {
  const [change, ...others] = group;
  const some = change.inSome ? "some " : "";
  const only = change.inSome ? ", though not in all of these cases" : "";
  if (change.kind === "reasons" && others.length > 0) {
    const what = [strong("are told"), " other reasons why ", named(change.channel), " is withheld"];
    return {
      sentence: [`${some}customers `, ...what, only],
      summary: [`${some}customers `, ...what],
      causes: causesOf(group),
      details: group.flatMap((each) => (each.kind === "reasons" ? [describeReasons(each, context)] : [])),
      shown: change,
    };
  }
  const who: Prose = [some, describeGroup(group, context), " "];
  return {
    sentence: [who, describeWhat(group), circumstancesOf(change, context), only],
    summary: [who, describeWhat(group, true), circumstancesInShort(change, context)],
    details: [],
    causes: causesOf(group),
    shown: change,
  };
}

function causesOf(group: Group): ChangeCause[] {
  return groupAlike(
    group.flatMap(({ causes }) => causes),
    (cause) => cause,
  ).map(([cause]) => cause);
}

/** The circumstances of a change without the days that differ from its usual hours, and without what most reports on agents say. */
function circumstancesInShort(change: Change, context: DiffContext): string {
  const ofHours = change.when.filter((condition) => "schedules" in condition);
  const ofReport = change.when.filter((condition) => !("schedules" in condition) && !isUsualReport(condition));
  const hours = circumstancesOf({ ...change, when: ofHours }, context);
  const usual = hours.replace(/(?<=\d|all day), (?:and|but) .*$/, "");
  const report = circumstancesOf({ ...change, when: ofReport, windows: null }, context);
  return `${usual === hours ? hours : `${usual} …`}${report}`;
}

/** Whether a condition on a number also holds if nobody knows it, or asks for a free agent and no more. */
function isUsualReport(condition: ChangeCondition): boolean {
  if (!("orNoReport" in condition)) return false;
  const { fact, values, orNoReport } = condition;
  return orNoReport || values.includes("unknown") || (fact === "availableAgents" && values.join() === "1 or more");
}

/** `rule vip-phone, added (rules/vip.json:3:5)`. */
export function describeEdit({ edit, section, name, file, line, column }: ChangeCause): Prose {
  const what = name === null ? `the ${SECTION_WORDS[section]}` : [SECTION_NOUNS[section], " ", named(name)];
  const place = file === undefined || line === undefined ? "" : ` (${file}:${line}:${column ?? 1})`;
  return [what, edit === "reordered" ? place : `, ${edit}${place}`];
}

const SECTION_NOUNS: Readonly<Record<ChangeCause["section"], string>> = {
  channels: "channel",
  steps: "step",
  rules: "rule",
  requestTypes: "request type",
  facts: "fact",
  schedules: "schedule",
  calendars: "calendar",
  conditions: "condition",
  languages: "languages",
  availability: "availability",
};

/** Of a whole section. */
const SECTION_WORDS: Readonly<Partial<Record<ChangeCause["section"], string>>> = {
  channels: "order of the channels",
  steps: "order of the steps",
  languages: "section `languages`",
  availability: "section `availability`",
};

/** `no-agents instead of outside-hours, for customers with `dispute`, on Saturdays 14:00–18:00 (Amsterdam)`. */
function describeReasons(change: ReasonsChange, context: DiffContext): Prose {
  const who = describeGroup([change], context);
  const isAnyone = who.length === 1 && (who[0] === "customers" || who[0] === "all customers");
  const whom = isAnyone ? [] : [", for ", ...(who.at(-1) === "," ? who.slice(0, -1) : who)];
  const inServed = isInServed(change) ? ", in the languages that it serves" : "";
  return [...[describeCodes(change), whom, inServed], circumstancesOf(change, context)];
}

/** With `inSome`, the codes are those of all kinds of situations together, and may be the same. */
function describeCodes({ codesBefore, codesAfter }: ReasonsChange): Prose {
  if (codesBefore.join() === codesAfter.join()) return ["another choice of ", listNames(codesAfter)];
  return [listNames(codesAfter), " instead of ", listNames(codesBefore)];
}

function describeGroup([change, ...others]: Group, { rulesets: [before, after] }: DiffContext): readonly Prose[] {
  if (change.kind === "accepted" || change.kind === "refused") return describeRequests([change, ...others]);
  const common = Object.keys(after.requestTypes).filter((id) => Object.hasOwn(before.requestTypes, id));
  return describeWho(change, common);
}

function circumstancesOf(change: Change, context: DiffContext): string {
  // Of two channels, each number names its own.
  const own = "channel" in change && change.kind !== "moved-up" ? change.channel : null;
  return describeCircumstances(change, context, own);
}

/** Each change has one condition. Facts that may now be given are listed together. */
function describeRequests(changes: readonly Change[]): readonly Prose[] {
  const facts = changes.flatMap(({ when }) => when.flatMap((each) => ("isDeclared" in each ? each.fact : [])));
  return (changes[0]?.when ?? []).flatMap((condition): readonly Prose[] => {
    if (condition.fact === "requestType" && !("isDeclared" in condition)) {
      return ["requests with ", listNames(condition.values as readonly string[], "or")];
    }
    if (!("isDeclared" in condition)) return [];
    const [value] = condition.values;
    if (value === "given") return ["requests that say ", listNames(facts, "or")];
    if (value === "left out") return ["requests that do not say ", named(condition.fact)];
    return ["requests whose ", named(condition.fact), ` is ${listWords(condition.values, "or")}`];
  });
}

/** Changes with equal keys share a sentence. */
function keyOf(change: Change): unknown {
  if (change.kind === "reasons") return [change.kind, change.channel, change.inSome];
  const { example: _, causes: __, ...rest } = change;
  const isOfRequests = change.kind === "accepted" || change.kind === "refused";
  const when = change.when.map((condition) => {
    // Facts that requests may give now, or may no longer give, share a sentence.
    if ("isDeclared" in condition) return isOfRequests && condition.values[0] === "given" ? "given" : condition;
    if ("isAllServed" in condition && condition.isAllServed) return "all served";
    return "channel" in condition ? { ...condition, channel: "" } : condition;
  });
  return { ...rest, when, ...LISTED[change.kind] };
}

/** The part of a change that a sentence lists. */
const LISTED: Partial<Record<Change["kind"], object>> = {
  gained: { channel: "" },
  lost: { channel: "" },
  "moved-up": { aheadOf: "" },
  "step-moved-up": { aheadOf: "" },
  "step-added": { step: "" },
  "step-removed": { step: "" },
};

/** Whether a change is about all languages that its channel serves, and no other. */
function isInServed({ when }: Change): boolean {
  return when.some((each) => "isAllServed" in each && each.isAllServed);
}

/** `isShort` leaves out what the summary of a change can do without. */
function describeWhat(group: Group, isShort = false): Prose {
  const [change] = group;
  const channels = listNames(group.flatMap((each) => ("channel" in each ? each.channel : [])));
  const steps = listNames(group.flatMap((each) => ("step" in each ? each.step : [])));
  const aheadOf = listNames(group.flatMap((each) => ("aheadOf" in each ? each.aheadOf : [])));
  const allServed = isInServed(change);
  const inAll = allServed && !isShort ? ` in every language ${group.length === 1 ? "it serves" : "they serve"}` : "";
  switch (change.kind) {
    case "gained":
      return [good("gain"), " ", channels, inAll];
    case "lost":
      return [bad("lose"), " ", channels, inAll];
    case "language": {
      const [before, after] = [change.languageBefore, change.languageAfter].map(languageName);
      return [strong("are served"), ` in ${after} instead of ${before} by `, channels];
    }
    case "moved-up":
      return [strong("find"), " ", channels, " ahead of ", aheadOf, inAll];
    case "reasons": {
      const codes = describeCodes(change);
      const inServed = allServed ? " in the languages that it serves" : "";
      return [strong("are told"), " ", codes, " as the reason why ", channels, " is withheld", inServed];
    }
    case "step-added":
      return [strong("are asked"), " to take step ", steps];
    case "step-removed":
      return [strong("are no longer asked"), " to take step ", steps];
    case "step-moved-up":
      return [strong("are asked"), " for step ", steps, " before ", aheadOf];
    case "accepted":
      return [good("can be decided"), isShort ? " now" : " now; before, they were an error"];
    case "refused":
      return [bad("are an error"), isShort ? " now" : " now; before, they could be decided"];
  }
}
