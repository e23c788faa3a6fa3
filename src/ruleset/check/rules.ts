import type { RuleEvent } from "../../values/events.js";
import { EVENTS, namedBy } from "../../values/events.js";
import type { Path } from "../../values/issue.js";
import { quote, quoteList } from "../../values/quote.js";
import { KEBAB_CASE, REASON_CODES } from "../../values/reason-codes.js";
import type { PromiseStatement } from "../document.js";
import { type Finding, findInEach } from "../finding.js";
import type { ShapedRuleset } from "../shape/shaped.js";
import { checkReferences } from "./references.js";
import { alwaysChannels } from "./vocabulary.js";

/** Checks what rules do: the channels and steps that they name, and the reasons that they give. */
export function checkRules(shaped: ShapedRuleset): Finding[] {
  const always = alwaysChannels(shaped);
  return findInEach(shaped.rules, ({ path, value }) =>
    value.event === undefined ? [] : checkEvent(shaped, value.event, always, [...path, "event", "params"]),
  );
}

function checkEvent({ known }: ShapedRuleset, event: RuleEvent, always: ReadonlySet<string>, path: Path): Finding[] {
  const { names, givesReason } = EVENTS[event.type];
  const named = namedBy(event);
  return [
    ...checkReferences(known, names, named, [...path, names]),
    ...named.flatMap((channel, index) => {
      if (names !== "channels" || !always.has(channel)) return [];
      if (event.type === "offer") return offerOfAlways(channel, [...path, names, index]);
      return event.type === "withhold" ? withholdOfAlways(channel, [...path, names, index]) : [];
    }),
    // Another event may have a `reason` too, which is reported as an unknown key.
    ...(givesReason && "reason" in event.params ? checkReason(event.params.reason, [...path, "reason"]) : []),
  ];
}

function withholdOfAlways(channel: string, path: Path): Finding {
  const problem = `${quote(channel)} is offered always`;
  return { code: "withhold-of-always-channel", problem, hint: "a `withhold` rule cannot name it", path };
}

function offerOfAlways(channel: string, path: Path): Finding {
  const problem = `${quote(channel)} is offered always, whether this rule holds or not`;
  return { code: "offer-of-always-channel", problem, hint: "take it out of the rule", severity: "warning", path };
}

function checkReason(reason: string, path: Path): Finding[] {
  if ((REASON_CODES as readonly string[]).includes(reason)) {
    const problem = `${quote(reason)} is a reason that we give ourselves`;
    return [{ code: "reserved-reason", problem, hint: "choose another code, so that the two can be told apart", path }];
  }
  if (KEBAB_CASE.test(reason)) return [];
  const kebab = reason
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[-0-9]+|-+$/g, "");
  const example = KEBAB_CASE.test(kebab) ? kebab : "needs-evidence-in-writing";
  const hint = `use lower case and hyphens, such as \`${example}\``;
  return [{ code: "invalid-reason", problem: `${quote(reason)} is no code`, hint, path }];
}

/** Checks the channels and steps of promises. Their `when` is checked with the other conditions. */
export function checkPromises(shaped: ShapedRuleset): Finding[] {
  const always = alwaysChannels(shaped);
  return findInEach(shaped.promises, ({ path, value }) => [
    ...LISTS.flatMap((list) => {
      const kind = list.endsWith("Steps") ? "steps" : "channels";
      return checkReferences(shaped.known, kind, value[list] ?? [], [...path, list]);
    }),
    ...(value.never ?? []).flatMap((channel, index) =>
      always.has(channel) ? [neverOfAlways(channel, [...path, "never", index])] : [],
    ),
    ...(LISTS.some((list) => value[list] !== undefined || shaped.isBroken([...path, list]))
      ? []
      : [noStatement(value, path)]),
  ]);
}

const LISTS = ["never", "always", "neverSteps", "alwaysSteps"] as const;

function neverOfAlways(channel: string, path: Path): Finding {
  const problem = `${quote(channel)} is offered always`;
  return { code: "never-of-always-channel", problem, hint: "a promise cannot say `never` of it", path };
}

function noStatement({ name }: Partial<PromiseStatement>, path: Path): Finding {
  const who = name === undefined ? "the promise" : `promise ${quote(name)}`;
  const hint = `add ${quoteList(LISTS, "or")}`;
  return { code: "missing-key", problem: `${who} promises nothing`, hint, path };
}
