import type { Router } from "../../runtime/router.js";
import { quote } from "../../values/quote.js";
import type { Space } from "../retiring/model/space.js";
import { askOf } from "../retiring/walk/quest-axes.js";
import { findRuleEffects } from "../retiring/walk/rule-effects.js";
import type { WorkBudget } from "../retiring/walk/walk-situations.js";
import { channelFindings } from "./channel-findings.js";
import { type CheckFinding, createExamples, findingAt } from "./check-finding.js";
import { createIsMeant } from "./meant-unknowns.js";
import { ruleFindings } from "./rule-findings.js";
import { dateFindings, scheduleFindings } from "./schedule-findings.js";
import { unknownFindings } from "./unknown-findings.js";
import { unusedFindings } from "./unused-findings.js";

/** What is wrong with rules that load, or worth knowing of them, in all situations there are; last what could not be found out. */
export function rulesetFindings(space: Space, router: Router, budget: WorkBudget): CheckFinding[] {
  const [side] = space.sides;
  if (side === undefined) return [];
  const { document } = side.compiled;
  const asked = askOf(space);
  const exampleOf = createExamples(side, router);
  // What is asked of a channel comes to little; rules are many.
  const ofChannels = channelFindings(asked, exampleOf, budget);
  const ofUnknown = unknownFindings(asked, exampleOf, createIsMeant(document.scenarios ?? [], router), budget);
  const effects = findRuleEffects(asked, budget);
  const ofDates = dateFindings(document, space.period.from);
  return [
    ...ofChannels.findings,
    ...ruleFindings(asked, effects, exampleOf, { left: WORK_FOR_WORDS }),
    ...ofUnknown.findings,
    ...scheduleFindings(space),
    ...unusedFindings(document),
    ...ofDates.findings,
    ...notDecided([
      ...ofChannels.undecided,
      ...inOne(
        effects.filter(({ kind }) => kind === "undecided").map(({ rule }) => rule.name),
        (rules) => `whether ${rules} ever ${rules.startsWith("`") ? "makes" : "make"} a difference`,
      ),
      ...inOne(
        effects.filter(({ undecidedChannels }) => undecidedChannels.length > 0).map(({ rule }) => rule.name),
        (rules) => `whether what ${rules} ${rules.startsWith("`") ? "offers" : "offer"} is always withheld`,
      ),
      ...inOne(
        ofUnknown.undecided,
        (rules) => `whether ${rules} ${rules.startsWith("`") ? "stops" : "stop"} what is unknown`,
      ),
      ...(space.hasAllHours ? [] : ["whether every schedule is ever open"]),
      ...ofDates.undecided.map((id) => `whether every exception of schedule ${quote(id)} changes its hours`),
    ]),
  ];
}

/** To say why a rule has no effect. */
const WORK_FOR_WORDS = 20_000;

/** Of many rules the first, and how many there are. */
function inOne(names: readonly string[], say: (rules: string) => string): string[] {
  const [first] = names;
  if (first === undefined) return [];
  return [say(names.length === 1 ? quote(first) : `${names.length} rules, such as ${quote(first)},`)];
}

function notDecided(questions: readonly string[]): CheckFinding[] {
  return questions.map((question) =>
    findingAt([], {
      code: "not-decided",
      severity: "info",
      problem: `it is not decided ${question}: there are more situations than can be looked at`,
      hint: "write fewer rules, or rules on fewer facts, or look fewer days ahead",
    }),
  );
}
