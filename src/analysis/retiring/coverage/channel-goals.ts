import type { LoadedRule } from "../../../runtime/conditions/load-conditions.js";
import type { LoadedChannel } from "../../../runtime/load-rules.js";
import { groupBy } from "../../../values/group-by.js";
import type { AnalysedRules } from "../../analysed-rules.js";
import type { ChannelGoal } from "../../coverage/coverage-report.js";

/**
 * What scenarios should show of one channel: that it is offered, and withheld, for every request type and language that its rules tell
 * apart; and offered for each type and in each language by itself, since to take one off a list changes no rule.
 *
 * Without what the rules treat alike counted once, nine types in ten languages would want a hundred scenarios that all say the same.
 */
export function channelGoalsOf(compiled: AnalysedRules, channel: LoadedChannel): ChannelGoal[] {
  const { id, always, languages, fallback } = channel;
  const codeOf = codesOfChannel(compiled, channel);
  const types = Object.keys(compiled.document.requestTypes);
  const typesAlike = alike(types, (type) => `${codeOf("requestType", type)} ${codeOf("requestTags", type)}`);
  const languagesAlike: (readonly (string | null)[])[] = alike(languages, (each) => `${codeOf("language", each)}`);
  languagesAlike.push([null]);
  const pairs = typesAlike.flatMap((requestTypes) => languagesAlike.map((each) => ({ requestTypes, languages: each })));
  const goal = (kind: ChannelGoal["kind"], of: Partial<Pick<ChannelGoal, "requestTypes" | "languages">>) => ({
    kind,
    channel: id,
    requestTypes: "any" as const,
    languages: "any" as const,
    ...of,
  });
  // A channel is not to be offered to those whose languages it does not serve, unless in the fallback language.
  const offered = pairs.filter((pair) => fallback >= 0 || !pair.languages.includes(null));
  return [
    ...offered.map((pair) => goal("channel-offered", pair)),
    ...types.map((type) => goal("channel-offered", { requestTypes: [type] })),
    ...languages.map((language) => goal("channel-offered", { languages: [language] })),
    ...(always ? [] : pairs.map((pair) => goal("channel-withheld", pair))),
  ];
}

/** What the rules of a channel tell apart: the same number for two values of a fact just where they do not. */
function codesOfChannel({ conditions }: AnalysedRules, { offers, withholds, prefers }: LoadedChannel) {
  const owners = new Set<LoadedRule>(
    [offers, withholds, prefers].flatMap(({ clauses }) => clauses.map(({ owner }) => owner)),
  );
  const codes = conditions.codesOf([...owners]);
  return (fact: string, value: string): number => {
    const found = codes.find(({ variable }) => conditions.variables[variable]?.fact === fact);
    const axis = found === undefined ? undefined : conditions.variables[found.variable];
    return found?.codes[axis?.classOf(value) ?? 0] ?? 0;
  };
}

function alike(values: readonly string[], codeOf: (value: string) => string): (readonly string[])[] {
  return [...groupBy(values, codeOf).values()];
}
