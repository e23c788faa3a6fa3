import type { Change } from "../../analysis.js";
import type { RulesetDocument } from "../../index.js";
import { languageName } from "../../words/languages.js";
import { listSpans, listWords, named, type StyledText } from "../../words/prose.js";

/** The customers of a sentence: `Spanish- and Italian-speaking customers with `dispute``. */
export function describeWho(
  [change, ...others]: readonly [Change, ...Change[]],
  rulesets: readonly [before: RulesetDocument, after: RulesetDocument],
): (string | StyledText)[] {
  if (change.kind === "accepted" || change.kind === "refused") return describeRequests([change, ...others]);
  let speakers = "customers";
  const qualities: (string | StyledText)[][] = [];
  for (const condition of change.when) {
    if ("isAllServed" in condition) {
      if (!condition.isAllServed) speakers = describeSpeakers(condition.values);
    } else if (condition.fact === "requestType" && !("isDeclared" in condition)) {
      qualities.unshift(describeTypes(condition.values as readonly string[], rulesets));
    } else if ("isDeclared" in condition) {
      qualities.push(["whose ", named(condition.fact), ` is ${listWords(condition.values, "or")}`]);
    }
  }
  const isEveryone = qualities.length === 0 && speakers === "customers" && change.among === null && !change.inSome;
  if (isEveryone) return ["all customers"];
  const isLong = qualities.length > 1;
  const joined = qualities.flatMap((quality, index) => [
    // Only facts are joined with `and`.
    index === 0 ? " " : index === qualities.length - 1 && quality[0] === qualities[index - 1]?.[0] ? " and " : ", ",
    ...quality,
  ]);
  return [speakers, ...joined, ...(isLong ? [","] : [])];
}

function describeSpeakers(values: readonly string[]): string {
  const named = values.filter((value) => value !== OTHER && value !== ANY);
  const lists = named.filter((value) => value.includes(","));
  const single = named.filter((value) => !value.includes(","));
  const parts = [
    ...(single.length === 0
      ? []
      : [
          `${listWords(
            single.map((tag, index) => `${languageName(tag)}${index < single.length - 1 ? "-" : ""}`),
            "and",
          )}-speaking customers`,
        ]),
    ...lists.map((each) => `customers who ask for ${each.split(", ").map(languageName).join(", then for ")}`),
    ...(values.includes(OTHER) ? ["customers of languages that it does not serve"] : []),
    ...(values.includes(ANY) ? ["customers who take any language"] : []),
  ];
  return listWords(parts, "and");
}

const OTHER = "other";
const ANY = "*";

/** Names the request types, or the others if those are fewer. */
function describeTypes(
  ids: readonly string[],
  [before, after]: readonly [RulesetDocument, RulesetDocument],
): (string | StyledText)[] {
  const common = Object.keys(after.requestTypes).filter((id) => Object.hasOwn(before.requestTypes, id));
  const others = common.filter((id) => !ids.includes(id));
  if (others.length > 0 && others.length < FEW_OTHERS && ids.length > MANY_TYPES) {
    return ["with any request but ", ...listSpans(others.map((id) => named(id)))];
  }
  return ["with ", ...nameOneOf(ids)];
}

const FEW_OTHERS = 4;
const MANY_TYPES = 4;

/** Each change has one condition. Facts that may now be given are listed together. */
function describeRequests(changes: readonly Change[]): (string | StyledText)[] {
  const facts = changes.flatMap(({ when }) => when.flatMap((each) => ("isDeclared" in each ? named(each.fact) : [])));
  return (changes[0]?.when ?? []).flatMap((condition): (string | StyledText)[] => {
    if (condition.fact === "requestType" && !("isDeclared" in condition)) {
      const ids = condition.values as readonly string[];
      return ["requests with ", ...nameOneOf(ids)];
    }
    if (!("isDeclared" in condition)) return [];
    const [value] = condition.values;
    if (value === "given") return ["requests that say ", ...listSpans(facts, "or")];
    if (value === "left out") return ["requests that do not say ", named(condition.fact)];
    return ["requests whose ", named(condition.fact), ` is ${listWords(condition.values, "or")}`];
  });
}

function nameOneOf(ids: readonly string[]): (string | StyledText)[] {
  return listSpans(
    ids.map((id) => named(id)),
    "or",
  );
}
