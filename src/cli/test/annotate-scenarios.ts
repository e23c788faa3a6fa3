import type { ScenarioMismatch, ScenarioReport, ScenarioResult } from "../../analysis.js";
import type { RulesetDocument } from "../../index.js";
import { type Prose, toSpans } from "../../words/prose.js";
import { type Annotation, formatAnnotation, formatAnnotations } from "../report/format-annotations.js";
import { type CauseContext, causeContext, describeCause } from "./describe-cause.js";
import { statedInWords } from "./describe-stated.js";

/** What failed, as GitHub shows it beside the expectation; nothing where nothing did. */
export function annotateScenarios({ results }: ScenarioReport, ruleset: RulesetDocument): string {
  return results
    .filter(({ passed }) => !passed)
    .map((result) => formatAnnotations(result.issues) + annotateMismatches(result, ruleset))
    .join("");
}

function annotateMismatches({ name, mismatches, decision }: ScenarioResult, ruleset: RulesetDocument): string {
  const request = ruleset.scenarios?.find((each) => each.name === name)?.request;
  if (decision === null || request === undefined) return "";
  const context = causeContext(request, decision, ruleset);
  return mismatches.map((mismatch) => formatAnnotation(annotationOf(mismatch, name, context))).join("");
}

function annotationOf(mismatch: ScenarioMismatch, title: string, context: CauseContext): Annotation {
  const { field, channel, expected, actual, causes, path, file } = mismatch;
  const place = file === undefined ? `${path}: ` : "";
  const [wanted, got] = [expected, actual].map((stated) => statedInWords(field, stated, context.timeZone));
  const lines = [
    `${place}${field}${channel === null ? "" : ` ${channel}`}: expected ${wanted}; actual ${got}`,
    ...causes.flatMap((cause) => describeCause(cause, context).map(textOf)),
  ];
  return { ...mismatch, severity: "error", title, lines };
}

function textOf(prose: Prose): string {
  return toSpans(prose)
    .map(({ text }) => text)
    .join("");
}
