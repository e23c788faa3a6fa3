import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import {
  acceptScenarios,
  type RefusedScenario,
  type RewrittenFile,
  type ScenarioResult,
  shownZone,
} from "../../analysis.js";
import type { Ruleset } from "../../index.js";
import { plural } from "../../words/numbers.js";
import { bad, dim, good, type Prose, strong } from "../../words/prose.js";
import { type Environment, type ExitCode, FINDINGS, FINE, Misuse } from "../environment.js";
import { type RulesLocation, respell } from "../input/locate-rules.js";
import { refuseReadOnly, writeNamed } from "../input/write-named.js";
import { reportOn } from "../report/format-issues.js";
import { flow, joinSections, print } from "../terminal/flow.js";
import { type Screen, screenOf } from "../terminal/screen.js";
import { describeStated, formatFailure, formatField, formatRow, formatTitle } from "./format-failure.js";
import { isOutcome } from "./group-failures.js";

/**
 * Shows the expectations of failed scenarios before and after, and then rewrites them in their files. It asks nothing: git has the files as
 * they were. Throws {@link Misuse} if a file cannot be written, before it writes any.
 */
export function acceptResults(
  ruleset: Ruleset,
  chosen: readonly ScenarioResult[],
  location: RulesLocation,
  environment: Environment,
): ExitCode {
  const { stdout } = environment;
  const { accepted, refused, files: rewritten } = acceptScenarios(ruleset, chosen);
  // Only names are respelled: the texts are written as they are.
  const files = rewritten.map(({ file, ...texts }) => ({ ...texts, file: respell(file, location) }));
  const results = respell(chosen, location);
  const screen = screenOf(stdout, environment);
  const rules = reportOn(
    location,
    [],
    results.flatMap(({ issues }) => issues),
  );
  const sections = results.flatMap((result) => {
    if (result.passed) return [];
    if (accepted.includes(result.name)) return [formatAccepted(result, ruleset, screen)];
    const why = refused.find(({ name }) => name === result.name)?.why ?? "undecided";
    const shown =
      result.decision === null ? formatFailure(result, ruleset, rules, screen) : formatTitle(result, screen);
    return [[...shown, ...flow(["not accepted: ", WHY_REFUSED[why]], screen, { indent: 2 })]];
  });
  if (sections.length > 0) stdout.write(`${joinSections(sections)}\n`);
  const encodings = files.map((file) => encodingOf(file, environment));
  for (const [index, { file, after }] of files.entries()) {
    if (file === null) continue;
    writeNamed(file, `${encodings[index]}${after}`, environment);
    print([strong(file), ": written"], stdout, environment);
  }
  print([strong(location.spelling), ": ", countAccepted(accepted.length, refused.length)], stdout, environment);
  return refused.length > 0 ? FINDINGS : FINE;
}

const WHY_REFUSED: Readonly<Record<RefusedScenario["why"], string>> = {
  undecided: "its request cannot be read",
  "nothing-left":
    "the channels that it is about have the other outcome now, and it states nothing else; write what it should expect",
};

/** The byte order mark of a file, or nothing. Throws {@link Misuse} if the file cannot be written, or has another text by now. */
function encodingOf({ file, before }: RewrittenFile, environment: Environment): string {
  if (file === null) return "";
  refuseReadOnly(file, environment);
  const now = new TextDecoder("utf-8", { ignoreBOM: true }).decode(readFileSync(resolve(environment.cwd, file)));
  const mark = now.startsWith(MARK) ? MARK : "";
  if (now !== mark + before) throw new Misuse(`${file} has changed in the meantime; run the command again`);
  return mark;
}

const MARK = "\uFEFF";

/** A scenario with each expectation that changes, before and after. */
function formatAccepted(result: ScenarioResult, ruleset: Ruleset, screen: Screen): string[] {
  const { name, mismatches, file, line } = result;
  const request = ruleset.scenarios?.find((each) => each.name === name)?.request;
  const timeZone = shownZone(ruleset, request?.timeZone);
  return [
    ...formatTitle({ ...result, passed: true }, screen),
    ...(file === undefined ? [] : flow(dim(`${file}:${line}`), screen, { indent: 2 })),
    ...mismatches.flatMap((mismatch) => {
      const { expected, actual } = describeStated(mismatch, timeZone);
      return [
        ...formatField(mismatch, screen),
        ...formatRow("before", expected, screen),
        ...formatRow(
          "after",
          isOutcome(mismatch.actual) ? `left out: the channel is ${mismatch.actual}` : actual,
          screen,
        ),
      ];
    }),
  ];
}

function countAccepted(accepted: number, refused: number): Prose {
  if (accepted + refused === 0) return [good("nothing to accept"), ": every chosen scenario passed"];
  return [
    `${plural(accepted, "scenario")} accepted`,
    refused === 0 ? "" : [", ", bad(`${refused} not accepted`)],
    accepted === 0 ? "" : "; read what they expect now before you keep it",
  ];
}
