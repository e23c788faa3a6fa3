import type { Ruleset, RulesetDocument } from "../../ruleset/document.js";
import { baseOf } from "../../ruleset/schedules.js";
import { readLanguages } from "../../runtime/language/read-languages.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import { unknownName, wrongTypeIssue } from "../../runtime/request/request-issues.js";
import type { Router } from "../../runtime/router.js";
import { RequestError } from "../../values/errors.js";
import type { Instant } from "../../values/instant.js";
import { readInstant } from "../../values/instant.js";
import { type Issue, issueAt } from "../../values/issue.js";
import { isObject } from "../../values/plain-object.js";
import { quote } from "../../values/quote.js";
import { didYouMean } from "../../values/suggest.js";
import { givenZone, isTimeZone } from "../../values/time-zone.js";
import { type AgentAssumption, ASSUMED_AGENTS } from "../../words/describe-agents.js";
import type { MatrixChannel } from "./matrix.js";

/** The instant, the customer, and the part of the matrix to build. */
export interface MatrixOptions {
  /** The instant: a Date, whole epoch milliseconds, or RFC 3339; March 1973 to 2200. */
  readonly at: Instant;
  readonly week?: false | undefined;
  /** Ids of request types; all by default. */
  readonly requestTypes?: readonly string[] | undefined;
  /** BCP 47 tags, served or not. By default all served languages, and one row for all others. */
  readonly languages?: readonly string[] | undefined;
  /** Ids of channels; all by default. */
  readonly channels?: readonly string[] | undefined;
  /** The customer's time zone, an IANA name. Without it, schedules in customer time are unknown. */
  readonly timeZone?: string | null | undefined;
  /** What to assume of the agents of every channel: that enough are free in every language (the default), that nobody is, or no report. */
  readonly agents?: AgentAssumption | undefined;
  /** The customer's facts, for every cell. Facts without a default in the ruleset are required. */
  readonly facts?: ContactRequest["facts"];
}

/** Options for the matrix of a week. */
export interface WeekMatrixOptions extends Omit<MatrixOptions, "week"> {
  /** Builds the week around `at`, from Monday to Monday. */
  readonly week: true;
  /** The time zone of days and hours, an IANA name. By default see {@link shownZone}. */
  readonly shownTimeZone?: string | undefined;
}

/** Valid options, with defaults filled in. */
export interface ReadMatrixOptions {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly week: boolean;
  readonly requestTypes: readonly string[];
  readonly languages: readonly (string | null)[];
  readonly channels: readonly MatrixChannel[];
  /** The parts that all requests of a matrix have in common. */
  readonly customer: Pick<ContactRequest, "timeZone" | "facts">;
  readonly agents: AgentAssumption;
  readonly shownTimeZone: string;
}

/** Checks options. Throws {@link RequestError} with every issue; paths are into the options. */
export function readMatrixOptions(
  options: MatrixOptions | WeekMatrixOptions,
  ruleset: Ruleset,
  router: Router,
): ReadMatrixOptions {
  if (!isObject(options)) throw new RequestError([wrongTypeIssue([], "the options", "an object")]);
  const issues: Issue[] = [];
  const week = options.week === true;
  const keys = week ? WEEK_KEYS : KEYS;
  for (const key of Object.keys(options).filter((each) => !keys.includes(each))) {
    const problem = `unknown key ${quote(key)}`;
    issues.push(issueAt([key], { code: "unknown-key", problem, hint: didYouMean(key, keys) }));
  }
  const { at, timeZone, facts, agents = "free" } = options;
  if (!Object.hasOwn(ASSUMED_AGENTS, agents)) {
    const problem = `unknown value of \`agents\`, ${quote(String(agents))}`;
    issues.push(issueAt(["agents"], { code: "invalid-value", problem, hint: "give `free`, `none` or `unknown`" }));
  }
  const types = Object.keys(ruleset.requestTypes);
  const channels = new Map(ruleset.channels.map(({ id }) => [id, null]));
  const requestTypes = narrow("requestTypes", options.requestTypes, types, issues, (path, id) =>
    unknownName(path, "request type", id, new Set(types), "name one that the rules have"),
  );
  const shown = narrow("channels", options.channels, [...channels.keys()], issues, (path, id) =>
    unknownName(path, "channel", id, channels),
  );
  const languages = readLanguageRows(options.languages, ruleset, issues);
  issues.push(...probe(router, { at, timeZone, facts }));
  const given = "shownTimeZone" in options ? options.shownTimeZone : undefined;
  const shownTimeZone = given === undefined ? shownZone(ruleset, timeZone) : readShownZone(given, issues);
  if (issues.length > 0) throw new RequestError(issues);
  return {
    at: readInstant(at) ?? 0,
    week,
    requestTypes,
    languages,
    channels: ruleset.channels
      .filter(({ id }) => shown.includes(id))
      .map(({ id, always = false }) => ({ channel: id, always })),
    customer: { timeZone, facts },
    agents,
    shownTimeZone,
  };
}

const KEYS = ["at", "week", "requestTypes", "languages", "channels", "timeZone", "facts", "agents"];
const WEEK_KEYS = [...KEYS, "shownTimeZone"];

/** Keeps the ids that the options name, in the order of the ruleset. */
function narrow(
  key: string,
  asked: readonly string[] | undefined,
  all: readonly string[],
  issues: Issue[],
  unknown: (path: (string | number)[], id: string) => Issue,
): readonly string[] {
  if (asked === undefined) return all;
  if (!isListOfTexts(asked, key, issues)) return [];
  for (const [index, id] of asked.entries()) if (!all.includes(id)) issues.push(unknown([key, index], id));
  return all.filter((id) => asked.includes(id));
}

function readLanguageRows(
  asked: readonly string[] | undefined,
  { channels }: Ruleset,
  issues: Issue[],
): readonly (string | null)[] {
  if (asked === undefined) return [...new Set(channels.flatMap(({ languages }) => languages)), null];
  if (!isListOfTexts(asked, "languages", issues)) return [];
  // Reads each tag by itself: a request may have fewer languages than a matrix.
  for (const [index, tag] of asked.entries()) issues.push(...readLanguages(tag, ["languages", index]).issues);
  return [...new Set(asked)];
}

function isListOfTexts(value: unknown, key: string, issues: Issue[]): value is readonly string[] {
  if (Array.isArray(value) && value.every((each) => typeof each === "string")) return true;
  issues.push(wrongTypeIssue([key], `\`${key}\``, "a list of texts"));
  return false;
}

/** Returns the router's issues with the parts that all requests of the matrix share. */
function probe(router: Router, { at, timeZone, facts }: Pick<MatrixOptions, "at" | "timeZone" | "facts">): Issue[] {
  const asked = router.safeRoute({ requestType: "", language: [], at, timeZone, facts });
  return asked.success ? [] : asked.error.issues.filter(({ path }) => path !== "/requestType");
}

function readShownZone(given: unknown, issues: Issue[]): string {
  if (typeof given === "string" && isTimeZone(given)) return given;
  const code = typeof given === "string" ? "unknown-time-zone" : "wrong-type";
  const problem = typeof given === "string" ? `unknown time zone ${quote(given)}` : "`shownTimeZone` must be a text";
  issues.push(issueAt(["shownTimeZone"], { code, problem, hint: "give an IANA name such as `Europe/Amsterdam`" }));
  return "UTC";
}

/**
 * Chooses the time zone in which to show times: the schedules' zone if all have the same, else the customer's, else the zone of the first
 * schedule with a zone of its own, else UTC.
 *
 * @example
 * shownZone(ruleset, "Asia/Tokyo");
 */
export function shownZone(
  { schedules = {} }: Pick<RulesetDocument, "schedules">,
  customerZone: string | null | undefined,
): string {
  const zones = new Set(Object.values(schedules).map((schedule) => baseOf(schedule, schedules).timeZone));
  const named = [...zones].find((zone) => zone !== "customer");
  if (zones.size === 1 && named !== undefined) return named;
  return givenZone(customerZone) ?? named ?? "UTC";
}
