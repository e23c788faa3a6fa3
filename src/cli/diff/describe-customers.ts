import type { Change } from "../../analysis.js";
import type { RulesetDocument } from "../../index.js";
import { languageName } from "../../words/languages.js";
import { listNames, listWords, named, type Prose } from "../../words/prose.js";

/** The customers of a sentence: `Spanish- and Italian-speaking customers with `dispute``. */
export function describeWho(
  [change, ...others]: readonly [Change, ...Change[]],
  rulesets: readonly [before: RulesetDocument, after: RulesetDocument],
): readonly Prose[] {
  if (change.kind === "accepted" || change.kind === "refused") return describeRequests([change, ...others]);
  let speakers = "customers";
  const qualities: (readonly [what: string, ...Prose[]])[] = [];
  for (const condition of change.when) {
    if ("isAllServed" in condition) {
      if (!condition.isAllServed) speakers = describeSpeakers(condition.values);
    } else if (condition.fact === "requestType" && !("isDeclared" in condition)) {
      qualities.unshift(describeTypes(condition.values as readonly string[], rulesets));
    } else if ("isDeclared" in condition) {
      qualities.push(["whose ", named(condition.fact), ` is ${listWords(condition.values, "or")}`]);
    }
  }
  const isEveryone = qualities.length === 0 && speakers === "customers" && !change.inSome;
  if (isEveryone) return ["all customers"];
  const joined = qualities.map((quality, index) => [
    // Only facts are joined with `and`.
    index === 0 ? " " : index === qualities.length - 1 && quality[0] === qualities[index - 1]?.[0] ? " and " : ", ",
    quality,
  ]);
  return [speakers, ...joined, ...(qualities.length > 1 ? [","] : [])];
}

function describeSpeakers(values: readonly string[]): string {
  const named = values.filter((value) => value !== OTHER && value !== ANY);
  const lists = named.filter((value) => value.includes(","));
  const single = named.filter((value) => !value.includes(","));
  const languages = single.map((tag, index) => `${languageName(tag)}${index < single.length - 1 ? "-" : ""}`);
  const parts = [
    ...(single.length === 0 ? [] : [`${listWords(languages)}-speaking customers`]),
    ...lists.map((each) => `customers who ask for ${each.split(", ").map(languageName).join(", then for ")}`),
    ...(values.includes(OTHER) ? ["customers of languages that it does not serve"] : []),
    ...(values.includes(ANY) ? ["customers who take any language"] : []),
  ];
  return listWords(parts);
}

const OTHER = "other";
const ANY = "*";

/** Names the request types, or the others if those are fewer. */
function describeTypes(
  ids: readonly string[],
  [before, after]: readonly [RulesetDocument, RulesetDocument],
): readonly [what: string, ...Prose[]] {
  const common = Object.keys(after.requestTypes).filter((id) => Object.hasOwn(before.requestTypes, id));
  const others = common.filter((id) => !ids.includes(id));
  if (others.length > 0 && others.length < FEW_OTHERS && ids.length > MANY_TYPES) {
    return ["with any request but ", listNames(others)];
  }
  return ["with ", listNames(ids, "or")];
}

const FEW_OTHERS = 4;
const MANY_TYPES = 4;

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
