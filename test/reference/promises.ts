import type { PromiseStatement, Rule, RulesetDocument } from "../../src/ruleset/document.js";
import type { ContactRequest } from "../../src/runtime/request/request.js";
import { candidatesOf } from "./candidates.js";
import { createClock, scheduleFinder } from "./clock.js";
import { candidateFacts, epochOf, type Facts, requestFacts } from "./facts.js";
import { createJudge } from "./truth.js";

export interface ReferencePromises {
  /** Whether one request, whatever is switched off by hand, breaks a promise. */
  breaks(promise: PromiseStatement, request: ContactRequest): Promise<boolean>;
}

/** What a promise means, candidate by candidate, with nothing compiled. */
export function createReferencePromises(document: RulesetDocument): ReferencePromises {
  const judge = createJudge(document);
  const scheduleOf = scheduleFinder(document);
  // The clock looks at the schedules that rules read.
  const whens = (document.promises ?? []).map((promise): Rule => whenAsRule(promise));
  const read = { ...document, rules: [...(document.rules ?? []), ...whens] };

  async function holds(rules: readonly Rule[], facts: Facts): Promise<boolean> {
    const truths = await Promise.all(rules.map((rule) => judge.judgeRule(rule, facts)));
    return truths.includes("holds");
  }

  return {
    async breaks(promise, request) {
      const moment = createClock(read, scheduleOf, request).momentAt(epochOf(request.at));
      const shared = requestFacts(document, request, moment);
      const when = [whenAsRule(promise)];
      for (const channel of document.channels) {
        const isNever = promise.never?.includes(channel.id) === true;
        const isAlways = promise.always?.includes(channel.id) === true;
        if (!isNever && !isAlways) continue;
        for (const candidate of candidatesOf(document, request, channel)) {
          const facts = { ...shared, ...candidateFacts(request, moment, channel.id, candidate) };
          if (!(await holds(when, facts))) continue;
          const mayBeOffered =
            channel.always === true ||
            ((await holds(rulesOn(document, "offer", channel.id), facts)) &&
              !(await holds(rulesOn(document, "withhold", channel.id), facts)));
          if (mayBeOffered ? isNever : isAlways) return true;
        }
      }
      for (const { id } of document.steps ?? []) {
        const isNever = promise.neverSteps?.includes(id) === true;
        const isAlways = promise.alwaysSteps?.includes(id) === true;
        if ((!isNever && !isAlways) || !(await holds(when, shared))) continue;
        const isAdvised = await holds(rulesOn(document, "advise", id), shared);
        if (isAdvised ? isNever : isAlways) return true;
      }
      return false;
    },
  };
}

const wheres = new WeakMap<PromiseStatement, Rule>();

/** The identical rule for a promise, since the judge remembers by it. */
function whenAsRule(promise: PromiseStatement): Rule {
  const known = wheres.get(promise);
  if (known !== undefined) return known;
  const rule: Rule = {
    name: promise.name,
    event: { type: "advise", params: { steps: [] } },
    ...(promise.when === undefined ? {} : { conditions: promise.when }),
  };
  wheres.set(promise, rule);
  return rule;
}

function rulesOn(document: RulesetDocument, type: Rule["event"]["type"], id: string): Rule[] {
  return (document.rules ?? []).filter(({ event }) => {
    if (event.type !== type) return false;
    return event.type === "advise" ? event.params.steps.includes(id) : event.params.channels.includes(id);
  });
}
