import type { LoadedChannel } from "../../runtime/load-rules.js";
import { groupBy } from "../../values/group-by.js";
import { quote, quoteList } from "../../values/quote.js";
import type { Side } from "../retiring/model/side.js";
import type { LanguageClass, SituationAxis } from "../retiring/model/situation-axis.js";
import { axesOfChannel } from "../retiring/model/space.js";
import { type AskedSpace, type Quest, seekSimplest, seekSituation } from "../retiring/walk/seek-situation.js";
import { type CheckFinding, type CheckResult, type CheckSubject, findingAt } from "./check-finding.js";

/** Finds channels, languages and request types that no offer rule does anything for. */
export function channelFindings(subject: CheckSubject): CheckResult {
  const { side, space, budget } = subject;
  const findings: CheckFinding[] = [];
  const undecided: string[] = [];
  const isOffered = (channel: LoadedChannel, narrow = (axes: readonly SituationAxis[]) => axes) =>
    seekSituation(space, offeredQuest(channel, narrow(space.ofCandidates(channel))), budget).kind;
  const ruled = side.compiled.channels.filter(({ always }) => !always);
  const offered = ruled.filter((channel) => {
    const kind = isOffered(channel);
    if (kind === "undecided") undecided.push(`whether ${quote(channel.id)} is ever offered`);
    if (kind === "none") findings.push(neverOffered(channel));
    return kind !== "none";
  });
  for (const channel of offered) {
    for (const [place, language] of channel.languages.entries()) {
      const kind = isOffered(channel, (axes) => withLanguages(axes, ({ desks }) => desks[0] === language));
      if (kind === "undecided") undecided.push(`whether ${quote(channel.id)} is ever offered in ${quote(language)}`);
      if (kind === "none") findings.push(languageNeverOffered(subject, channel, place, language));
    }
  }
  if (offered.length === 0) return { findings, undecided };
  for (const types of equalTypes(side)) {
    const kinds = offered.map((channel) => isOffered(channel, (axes) => ofTypes(axes, types)));
    if (kinds.includes("found")) continue;
    if (kinds.includes("undecided")) {
      undecided.push(`whether ${quoteList(types, "or")} is ever offered more than always channels`);
      continue;
    }
    for (const type of types) findings.push(onlyAlwaysChannels(subject, type));
  }
  return { findings, undecided };
}

/** Looks for a candidate that is offered. */
function offeredQuest({ offers, withholds }: LoadedChannel, axes: readonly SituationAxis[]): Quest {
  const offering = { table: offers, asks: "any" } as const;
  return {
    axes,
    tracks: [[offering, { table: withholds, asks: "any" }]],
    first: [offering],
    prune: (lanes) => lanes.filter((lane) => lane.mayHold(OFFERS) && !lane.surelyHolds(WITHHOLDS)),
    isOne: (lanes) => lanes.some((lane) => lane.mayHold(OFFERS) && !lane.mayHold(WITHHOLDS)),
  };
}

const OFFERS = 0;
const WITHHOLDS = 1;

function anyCustomer(axes: readonly SituationAxis[]): Quest {
  return { axes, tracks: [[]], first: [], prune: (lanes) => lanes, isOne: () => true };
}

/** Keeps the customers whose own language it is. */
function axesInLanguage(space: AskedSpace, { id }: LoadedChannel, language: string): SituationAxis[] {
  return withLanguages(axesOfChannel(space, id), ({ desks, candidates }) => {
    return desks[0] === language && candidates[0]?.usingFallbackLanguage === false;
  });
}

function withLanguages(axes: readonly SituationAxis[], keeps: (language: LanguageClass) => boolean): SituationAxis[] {
  return axes.map((axis) => (axis.kind === "language" ? { ...axis, classes: axis.classes.filter(keeps) } : axis));
}

function ofTypes(axes: readonly SituationAxis[], types: readonly string[]): SituationAxis[] {
  return axes.map((axis) =>
    axis.kind === "request-type"
      ? { ...axis, classes: axis.classes.filter(({ sample }) => types.includes(sample)) }
      : axis,
  );
}

/** Groups request types that no rule and no promise tells apart. Situations have the first of each group. */
function equalTypes(side: Side): readonly (readonly string[])[] {
  const types = Object.keys(side.compiled.document.requestTypes);
  const groups = groupBy(types, (type) => `${side.codeOf("requestType", type)} ${side.codeOf("requestTags", type)}`);
  return [...groups.values()];
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
  { space, exampleOf, budget }: CheckSubject,
  channel: LoadedChannel,
  place: number,
  language: string,
): CheckFinding {
  const asking = seekSimplest(space, anyCustomer(axesInLanguage(space, channel, language)), budget);
  return findingAt(
    ["channels", channel.index, "languages", place],
    {
      code: "language-never-offered",
      severity: "warning",
      problem: `${quote(channel.id)} says that it serves ${quote(language)}, in which no rule ever offers it`,
      hint: "take the language out, or change the rules that offer the channel",
    },
    asking.kind === "found" ? exampleOf(asking, channel.id) : null,
  );
}

function onlyAlwaysChannels({ space, exampleOf, budget }: CheckSubject, type: string): CheckFinding {
  const axes = [...space.request, space.hours].map(
    (axis): SituationAxis =>
      // Names one class after the type. Which class it is makes no difference, since the quest reads no request type.
      axis.kind === "request-type"
        ? { ...axis, classes: axis.classes.slice(0, 1).map((each) => ({ ...each, sample: type })) }
        : axis,
  );
  const asking = seekSimplest(space, anyCustomer(axes), budget);
  return findingAt(
    ["requestTypes", type],
    {
      code: "only-always-channels",
      severity: "info",
      problem: `customers with ${quote(type)} are never offered more than the channels that are always there`,
      hint: "if that is not meant, see which rules leave it out",
    },
    asking.kind === "found" ? exampleOf(asking, null) : null,
  );
}
