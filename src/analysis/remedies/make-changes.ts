import type { RulesetDocument, Schedule } from "../../ruleset/document.js";
import { baseOf } from "../../ruleset/schedules.js";
import { readLanguage } from "../../runtime/language/language-matcher.js";
import type { ReadRequest } from "../../runtime/request/read-request.js";
import { availabilityOf } from "../../runtime/request/recent-availability.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import { entryOf } from "../../values/facts.js";
import { formatInstant } from "../../values/instant.js";
import { isAbsent } from "../../values/plain-object.js";
import type { RemedyChange } from "../../words/remedy.js";

/** The rules with the changes that are to rules. A schedule that changes does so at all times; what is based on it does not. */
export function changeRules(
  { scenarios: _, promises: __, ...document }: RulesetDocument,
  changes: readonly RemedyChange[],
  channel: string,
): RulesetDocument {
  const schedules: Record<string, Schedule> = { ...document.schedules };
  for (const change of changes) {
    if (change.kind !== "schedule") continue;
    const { schedule: id, to } = change;
    const before = schedules[id] as Schedule;
    let copy = `${id}-before`;
    while (Object.hasOwn(schedules, copy)) copy += "-before";
    for (const [derived, each] of Object.entries(schedules)) {
      if ("basedOn" in each && each.basedOn === id) {
        schedules[copy] = before;
        schedules[derived] = { ...each, basedOn: copy };
      }
    }
    const { timeZone } = baseOf(before, schedules);
    schedules[id] = { timeZone, weekly: { "mon-sun": to === "open" ? ["00:00-24:00"] : [] } };
  }
  const added = changes.flatMap((change) => (change.kind === "channelLanguage" ? [change.to] : []));
  return {
    ...document,
    ...(document.schedules !== undefined && { schedules }),
    channels: addLanguages(document, channel, added),
  };
}

/** The channels, one of which serves more languages. */
export function addLanguages(
  { channels }: Pick<RulesetDocument, "channels">,
  channel: string,
  added: readonly string[],
): RulesetDocument["channels"] {
  return channels.map((each) =>
    each.id === channel && added.length > 0 ? { ...each, languages: [...each.languages, ...added] } : each,
  );
}

/** The request with the changes that are to it. `read` is the request with all of them except those to agents. */
export function changeRequest(
  request: ContactRequest,
  changes: readonly RemedyChange[],
  channel: { readonly id: string; readonly index: number; readonly place: number },
  channels: readonly string[],
  read: ReadRequest,
): ContactRequest {
  const facts: Record<string, boolean | number | string | null | undefined> = { ...request.facts };
  const changed: { -readonly [Key in keyof ContactRequest]: ContactRequest[Key] } = { ...request };
  const numbers = { ...availabilityOf(read, channel.index, channel.place) };
  let language: string | null = null;
  for (const change of changes) {
    switch (change.kind) {
      case "requestType":
      case "language":
      case "timeZone":
        changed[change.kind] = change.to;
        break;
      case "closedChannels":
        changed.closedChannels = (request.closedChannels ?? []).filter((each) => each !== channel.id);
        break;
      case "agentAvailabilityAsOf":
        changed.agentAvailabilityAsOf = request.at;
        break;
      case "fact":
        if (change.to === null) delete facts[change.fact];
        else facts[change.fact] = change.to;
        changed.facts = facts;
        break;
      case "agents":
        ({ language } = change);
        numbers[change.fact] = change.to;
    }
  }
  if (language === null) return changed;
  const entry = { ...entryOf(numbers), asOf: formatInstant(read.at) };
  return { ...changed, agentAvailability: report(changed, channel.id, channels, language, entry) };
}

/** The snapshot with an entry of its own for a language. What was not reported stays unknown. */
function report(
  { agentAvailability }: ContactRequest,
  channel: string,
  channels: readonly string[],
  language: string,
  entry: object,
): NonNullable<ContactRequest["agentAvailability"]> {
  const snapshot = isAbsent(agentAvailability)
    ? Object.fromEntries(channels.map((each) => [each, null]))
    : agentAvailability;
  // A channel that the snapshot omits has no agents, and an unknown one has unknown ones.
  const before = Object.hasOwn(snapshot, channel) ? (snapshot[channel] ?? { "*": null }) : {};
  const tag = readLanguage(language)?.tag;
  const others = Object.entries(before).filter(([key]) => key !== language && readLanguage(key)?.tag !== tag);
  return { ...snapshot, [channel]: { ...Object.fromEntries(others), [language]: entry } };
}
