import type { RulesetDocument, ScenarioRequest } from "../../src/ruleset/document.js";
import type { RequestIssue } from "../../src/values/issue.js";

type Json = Record<string, unknown>;

/**
 * A request without the parts that have an issue. Expects plain JSON, and issues that are all dropped. What it gives can be read, and says of
 * agents no more than is known: null where a part was dropped, and for all that a key that was dropped may have meant.
 */
export function withoutDropped(
  document: RulesetDocument,
  request: unknown,
  issues: readonly RequestIssue[],
): ScenarioRequest {
  const mended = structuredClone(request) as Json;
  const parts = issues.map(({ code, path }) => ({ code, path: path.split("/").slice(1).map(unescaped) }));
  // What is deeper goes first, and what comes later in a list: the places of the others stay.
  for (const { code, path } of parts.toReversed().sort((a, b) => b.path.length - a.path.length)) {
    const [part, ...rest] = path;
    if (part === "agentAvailability") dropOfSnapshot(document, mended, rest, code);
    else if (part === "agentAvailabilityAsOf") Object.assign(mended, { agentAvailability: null, [part]: null });
    else if (part === "language" && rest.length === 0) mended.language = [];
    else dropAt(mended, path);
  }
  return mended as unknown as ScenarioRequest;
}

function dropAt(within: Json | unknown[], [key = "", ...rest]: readonly string[]): void {
  if (rest.length > 0) dropAt((within as Json)[key] as Json, rest);
  else if (Array.isArray(within)) within.splice(Number(key), 1);
  else delete within[key];
}

function dropOfSnapshot(
  { channels }: RulesetDocument,
  request: Json,
  [channel, language, key]: readonly string[],
  code: string,
): void {
  if (channel === undefined) {
    request.agentAvailability = null;
    return;
  }
  const snapshot = request.agentAvailability as Json;
  if (code === "unknown-channel") {
    delete snapshot[channel];
    for (const { id } of channels) snapshot[id] = snapshot[id] ?? null;
    return;
  }
  const entries = snapshot[channel] as Json;
  if (language === undefined) snapshot[channel] = null;
  else if (key === undefined) {
    entries[language] = null;
    if (code === "malformed-language-tag" || code === "duplicate-language") entries["*"] = null;
    if (code === "malformed-language-tag") delete entries[language];
    if (code === "duplicate-language") {
      const same = Object.keys(entries).filter((each) => canonical(each) === canonical(language));
      for (const each of same) delete entries[each];
      entries[canonical(language)] = null;
    }
  } else if (key === "asOf") entries[language] = null;
  else delete (entries[language] as Json | null)?.[key];
}

/** A malformed tag, and `*`, are like no other. */
function canonical(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? tag;
  } catch {
    return tag;
  }
}

/** A segment of a JSON pointer as the key that it stands for. */
function unescaped(segment: string): string {
  return segment.replaceAll("~1", "/").replaceAll("~0", "~");
}
