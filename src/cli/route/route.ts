import { createRouter, RequestError, type Router, type Ruleset, RulesetError } from "../../index.js";
import { loadRuleset } from "../../node.js";
import { type Environment, type ExitCode, FINE } from "../environment.js";
import { locateRules } from "../input/locate-rules.js";
import { parseRequest, readRequestText } from "../input/read-input.js";
import { reportAsked, reportRules } from "../report/report-issues.js";
import { plainJson } from "../terminal/json.js";
import { screenOf } from "../terminal/screen.js";
import { answer } from "./answer.js";
import { type BuiltRequest, buildRequest, type RequestFlags } from "./build-request.js";
import { formatAnswer } from "./format-answer.js";
import { formatExplanation } from "./format-explanation.js";

export interface RouteOptions extends RequestFlags {
  /** A file, or `-` for standard input. */
  readonly request?: string;
  readonly json?: boolean;
  readonly explain?: boolean;
}

/** Decides one request, and tells a person or a program what was decided. Throws `Misuse`. */
export async function route(
  given: string | undefined,
  options: RouteOptions,
  environment: Environment,
): Promise<ExitCode> {
  const location = locateRules(given, environment);
  let ruleset: Ruleset;
  let router: Router;
  try {
    ruleset = await loadRuleset(location.path);
    router = await createRouter(ruleset);
  } catch (error) {
    if (error instanceof RulesetError) return reportRules(error, location, environment);
    throw error;
  }

  const built = await readRequest(options, ruleset, environment);
  try {
    environment.stdout.write(decide(built, options, { ruleset, router, environment }));
    return FINE;
  } catch (error) {
    if (error instanceof RequestError) return reportAsked(error, "the request", built.placeOf, environment);
    throw error;
  }
}

async function readRequest(options: RouteOptions, ruleset: Ruleset, environment: Environment): Promise<BuiltRequest> {
  const text = await readRequestText(options.request, options.type !== undefined, environment);
  const base = text === null ? null : { value: parseRequest(text), from: text.from };
  return buildRequest({ base, flags: options, ruleset, now: () => environment.now() });
}

interface Deciding {
  readonly ruleset: Ruleset;
  readonly router: Router;
  readonly environment: Environment;
}

function decide(
  { request }: BuiltRequest,
  { json, explain }: RouteOptions,
  { ruleset, router, environment }: Deciding,
): string {
  if (json) return `${plainJson(explain ? router.explain(request) : router.route(request))}\n`;
  const screen = screenOf(environment.stdout, environment);
  const answered = formatAnswer(answer(router, ruleset, request), screen);
  return explain ? `${answered}\n${formatExplanation(router.explain(request), screen)}` : answered;
}
