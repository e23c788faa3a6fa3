import { EVENTS, namedBy, type RuleEvent } from "../../values/events.js";
import type { Path } from "../../values/issue.js";
import { quote, quoteList } from "../../values/quote.js";
import { KEBAB_CASE, REASON_CODES } from "../../values/reason-codes.js";
import { type Finding, findInEach } from "../finding.js";
import type { ShapedRuleset } from "../shape/shaped.js";
import { alwaysChannels } from "./languages.js";
import { checkReferences } from "./references.js";

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
    ...named.flatMap((channel, index): Finding[] => {
      if (names !== "channels" || !always.has(channel)) return [];
      const at = [...path, names, index];
      const problem = `${quote(channel)} is offered always`;
      if (event.type === "withhold") {
        return [{ code: "withhold-of-always-channel", problem, hint: "a `withhold` rule cannot name it", path: at }];
      }
      if (event.type !== "offer") return [];
      const offered = `${problem}, whether this rule holds or not`;
      const hint = "take it out of the rule";
      return [{ code: "offer-of-always-channel", problem: offered, hint, severity: "warning", path: at }];
    }),
    // Another event may have a `reason` too, which is reported as an unknown key.
    ...(givesReason && "reason" in event.params ? checkReason(event.params.reason, [...path, "reason"]) : []),
  ];
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
  return [{ code: "invalid-reason", problem: `${quote(reason)} is not a code`, hint, path }];
}

/** Checks the channels and steps of promises. Their `when` is checked with the other conditions. */
export function checkPromises(shaped: ShapedRuleset): Finding[] {
  const always = alwaysChannels(shaped);
  return findInEach(shaped.promises, ({ path, value }) => {
    const findings = LISTS.flatMap((list) => {
      const kind = list.endsWith("Steps") ? "steps" : "channels";
      return checkReferences(shaped.known, kind, value[list] ?? [], [...path, list]);
    });
    for (const [index, channel] of (value.never ?? []).entries()) {
      if (!always.has(channel)) continue;
      const problem = `${quote(channel)} is offered always`;
      const hint = "a promise cannot say `never` of it";
      findings.push({ code: "never-of-always-channel", problem, hint, path: [...path, "never", index] });
    }
    if (!LISTS.some((list) => value[list] !== undefined || shaped.isBroken([...path, list]))) {
      const who = value.name === undefined ? "the promise" : `promise ${quote(value.name)}`;
      const hint = `add ${quoteList(LISTS, "or")}`;
      findings.push({ code: "missing-key", problem: `${who} promises nothing`, hint, path });
    }
    return findings;
  });
}

const LISTS = ["never", "always", "neverSteps", "alwaysSteps"] as const;
