import type { Command } from "commander";
import { findRemedies } from "../../analysis.js";
import { createRouter, RequestError, type RoutingExplanation } from "../../index.js";
import { type Environment, type ExitCode, FINE } from "../environment.js";
import { locateRules } from "../input/locate-rules.js";
import { collect, RULES } from "../input/options.js";
import { readRequestJson } from "../input/read-input.js";
import { reportRequest, withRules } from "../report/format-issues.js";
import { plainJson } from "../terminal/json.js";
import { screenOf } from "../terminal/screen.js";
import { assumptionOf, buildRequest, type RequestFlags, SNAPSHOT_FLAGS } from "./build-request.js";
import { answer, formatAnswer } from "./format-answer.js";
import { formatExplanation } from "./format-explanation.js";
import { formatRemedies } from "./format-remedies.js";

export function addRouteCommand(program: Command, environment: Environment, exit: (code: ExitCode) => void): void {
  const command = program
    .command("route")
    .summary("decide one request")
    .description("Decides one request: what to offer, best first, what to do before, what not to offer and why.")
    .argument("[rules]", RULES)
    .optionsGroup("The request:")
    .option(
      "--request <file>",
      "the whole request, as JSON; `-` for standard input, also read without --type. The flags below replace parts of it",
    )
    .option("--type <id>", "what the customer needs help with")
    .option(
      "--at <instant>",
      "when, such as `2026-11-23 10:00` or `last saturday 17:30` by the desk's clock, or with an offset; now by default",
    )
    .option(
      "--language <list>",
      "best first, such as `Polish` or `nl,en`, or an Accept-Language header; else the fallback language",
    )
    .option("--time-zone <zone>", "the customer's, such as Europe/Amsterdam")
    .option("--fact <fact=value>", "of the customer, such as signedIn=true; more than once", collect)
    .option("--closed <channels>", "switched off by hand, such as `phone,chat`", collect)
    .optionsGroup("The agents, as channel.language=number; no language stands for all:");
  for (const { flag, help } of SNAPSHOT_FLAGS) command.option(`--${flag} <list>`, help, collect);
  command
    .option("--as-of <instant>", "when this was reported; the instant of the request by default")
    .optionsGroup("The answer:")
    .option("--channel <id>", "of one channel, all that keeps it from being offered, and what would have to change")
    .option("--explain", "show every rule and what decided it: why and why not")
    .option("--json", "print data, for a program")
    .addHelpText("after", `\n${EXAMPLES}`)
    .action(async (rules: string | undefined, options: RouteOptions) => exit(await route(rules, options, environment)));
}

const EXAMPLES = `Examples:
  $ contact-routing route --type order-question --language nl --agents chat.nl=2
  $ contact-routing route --type dispute --language Polish --at "last saturday 17:30" --channel phone
  $ contact-routing route my-rules --request request.json --at 2026-12-25T10:00Z
  $ contact-routing route --type dispute --agents chat.nl=2 --wait chat.nl=60 --explain
  $ curl https://example.com/request.json | contact-routing route --json`;

interface RouteOptions extends RequestFlags {
  readonly request?: string;
  readonly channel?: string;
  readonly json?: boolean;
  readonly explain?: boolean;
}

function route(given: string | undefined, options: RouteOptions, environment: Environment): Promise<ExitCode> {
  return withRules(locateRules(given, environment), environment, async (ruleset): Promise<ExitCode> => {
    const router = await createRouter(ruleset);
    const base = await readRequestJson(options.request, options.type !== undefined, environment);
    const built = buildRequest({ base, flags: options, ruleset, now: environment.now });
    const { request } = built;
    const { stdout } = environment;
    const screen = screenOf(stdout, environment);
    const assumption = assumptionOf(options);
    const { channel } = options;
    try {
      const found = channel === undefined ? null : await findRemedies(ruleset, request, channel);
      const explanation = options.explain === true ? ofChannel(router.explain(request), channel) : null;
      if (options.json) {
        const printed = explanation ?? router.route(request);
        stdout.write(`${plainJson(found === null ? printed : { ...found, ...(explanation && { explanation }) })}\n`);
      } else {
        const answered = answer(router, ruleset, request, assumption);
        const parts = [
          formatAnswer(answered, screen, channel ?? null),
          found === null ? "" : formatRemedies(found, answered, screen),
          explanation === null ? "" : formatExplanation(explanation, screen),
        ];
        stdout.write(parts.filter((part) => part !== "").join("\n"));
      }
      return FINE;
    } catch (error) {
      if (error instanceof RequestError) return reportRequest(error, "the request", built.placeOf, environment);
      throw error;
    }
  });
}

/** The parts of an explanation that are about one channel, if one is given. */
function ofChannel(explanation: RoutingExplanation, channel: string | undefined): RoutingExplanation {
  if (channel === undefined) return explanation;
  return { ...explanation, channels: explanation.channels.filter((each) => each.channel === channel), steps: [] };
}
