import type { LoadedChannel } from "../../runtime/load-rules.js";
import { groupBy } from "../../values/group-by.js";
import { quote, quoteList } from "../../values/quote.js";
import { withinShare } from "../mdd/apply.js";
import { inEach } from "../mdd/sets.js";
import { FALSE, TRUE } from "../mdd/store.js";
import { offerTo, rulesOfChannel } from "../model/offers.js";
import type { RulesetModel } from "../model/ruleset-model.js";
import type { Candidate, LanguageClass } from "../model/variables.js";
import { type CheckFinding, type CheckResult, type CheckSubject, exampleOf, findingAt } from "./check-finding.js";

/** Finds channels, languages and request types that no offer rule does anything for. */
export function channelFindings(subject: CheckSubject): CheckResult {
  const { model, space, limit } = subject;
  const findings: CheckFinding[] = [];
  const undecided: string[] = [];
  const ask = (question: string, tasks: number, isEver: () => boolean): "yes" | "no" | "undecided" => {
    const answer = withinShare(limit, tasks, isEver);
    if (answer === true) return "yes";
    if (answer === false && space.hasAllHours) return "no";
    undecided.push(question);
    return "undecided";
  };
  const ruled = model.compiled.channels.filter(({ always }) => !always);
  const offered = ruled.filter((channel, index) => {
    const question = `whether ${quote(channel.id)} is ever offered`;
    const answer = ask(question, ruled.length - index, () => isEverOffered(subject, channel));
    if (answer === "no") findings.push(neverOffered(channel));
    return answer !== "no";
  });
  for (const channel of offered) {
    for (const [place, language] of channel.languages.entries()) {
      const question = `whether ${quote(channel.id)} is ever offered in ${quote(language)}`;
      const isOne = ({ pools }: LanguageClass) => pools[0]?.language === language;
      if (ask(question, SEVERAL, () => isEverOffered(subject, channel, isOne)) === "no")
        findings.push(languageNeverOffered(subject, channel, place, language));
    }
  }
  if (offered.length === 0) return { findings, undecided };
  for (const types of equalTypes(model)) {
    const question = `whether ${quoteList(types, "or")} is ever offered more than always channels`;
    const isEver = () => offered.some((channel) => isEverOffered(subject, channel, () => true, types));
    if (ask(question, SEVERAL, isEver) === "no")
      findings.push(...types.map((type) => onlyAlwaysChannels(subject, type)));
  }
  return { findings, undecided };
}

/** How many such questions may still follow. */
const SEVERAL = 10;

/** Whether a candidate is offered for some request, in these languages and of these types. */
function isEverOffered(
  { ofCandidates }: CheckSubject,
  channel: LoadedChannel,
  isMeant: (language: LanguageClass) => boolean = () => true,
  types: readonly string[] | null = null,
): boolean {
  const diagrams = ofCandidates(channel);
  const meant = types === null ? TRUE : diagrams.having("request-type", ({ sample }) => types.includes(sample));
  return diagrams.isEver((language) =>
    isMeant(language)
      ? [inEach([[], [meant]], offerTo(diagrams, rulesOfChannel(channel), language.candidates[0] as Candidate))]
      : [],
  );
}

/** Groups request types that no rule and no promise tells apart. Situations have the first of each group. */
function equalTypes(model: RulesetModel): readonly (readonly string[])[] {
  const types = Object.keys(model.compiled.document.requestTypes);
  const codeOf = (type: string) => `${model.codeOf("requestType", type)} ${model.codeOf("requestTags", type)}`;
  return [...groupBy(types, codeOf).values()];
}

function neverOffered({ id, index, offers }: LoadedChannel): CheckFinding {
  const hint =
    offers.clauses.length === 0
      ? "add an `offer` rule that names it, or take the channel out"
      : "change its `offer` rules or those that withhold it, or take the channel out";
  const problem = `no rule ever offers ${quote(id)}`;
  return findingAt(["channels", index, "id"], { code: "channel-never-offered", severity: "warning", problem, hint });
}

function languageNeverOffered(
  subject: CheckSubject,
  channel: LoadedChannel,
  place: number,
  language: string,
): CheckFinding {
  const diagrams = subject.ofChannel(channel);
  // Customers whose own language it is.
  const asking = diagrams.cheapest(
    diagrams.byLanguage((each) =>
      each.pools[0]?.language === language && each.candidates[0]?.usingFallbackLanguage === false
        ? diagrams.possible(each)
        : FALSE,
    ),
  );
  return findingAt(
    ["channels", channel.index, "languages", place],
    {
      code: "language-never-offered",
      severity: "warning",
      problem: `${quote(channel.id)} says that it serves ${quote(language)}, in which no rule ever offers it`,
      hint: "take the language out, or change the rules that offer the channel",
    },
    asking === null ? null : exampleOf(subject, diagrams, asking),
  );
}

function onlyAlwaysChannels(subject: CheckSubject, type: string): CheckFinding {
  const diagrams = subject.ofRequest();
  const asking = diagrams.cheapest(TRUE);
  return findingAt(
    ["requestTypes", type],
    {
      code: "only-always-channels",
      severity: "info",
      problem: `customers with ${quote(type)} are never offered more than the channels that are always there`,
      hint: "if that is not meant, see which rules leave it out",
    },
    asking === null ? null : exampleOf(subject, diagrams, asking, type),
  );
}
