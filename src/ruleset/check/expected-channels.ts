import { readExpectedChannel } from "../expected-channel.js";
import type { Finding } from "../finding.js";
import type { Path } from "../issue.js";
import { readLanguageTag } from "../language-tag.js";
import { quote, quoteList } from "../quote.js";
import type { ShapedRuleset } from "../shaped.js";
import { servesAsWritten } from "./languages.js";
import { checkReference, checkRepeats } from "./references.js";

/** What scenarios expect to be offered: the channel, and where it is stated the language. */
export function checkOffered(shaped: ShapedRuleset, offered: readonly string[], path: Path): Finding[] {
  const languagesOf = new Map(
    shaped.channels.flatMap(({ value: { id, languages } }) =>
      languages !== undefined && servesAsWritten(languages) ? [[id, languages]] : [],
    ),
  );
  return [
    ...offered.flatMap((written, index): Finding[] => {
      const { channel, language } = readExpectedChannel(written);
      const at = [...path, index];
      const unknown = checkReference(shaped.known, "channels", channel, at);
      const served = languagesOf.get(channel);
      return unknown.length > 0 || language === null || served === undefined
        ? unknown
        : checkServed(channel, language, served, at);
    }),
    ...checkRepeats(
      offered.map((written) => readExpectedChannel(written).channel),
      path,
    ),
  ];
}

function checkServed(channel: string, language: string, served: readonly string[], path: Path): Finding[] {
  if (served.includes(language)) return [];
  if (language.trim() === "") {
    const hint = `write ${quote(channel)} for any language, or ${quoteList(
      served.map((tag) => `${channel}:${tag}`),
      "or",
    )}`;
    return [{ code: "unknown-language", problem: `no language stands after ${quote(`${channel}:`)}`, hint, path }];
  }
  const tag = readLanguageTag(language.trim());
  const meant = tag.kind === "language" && served.includes(tag.tag) ? tag.tag : null;
  const hint = meant === null ? `it serves ${quoteList(served)}` : `did you mean ${quote(`${channel}:${meant}`)}?`;
  return [{ code: "unknown-language", problem: `${quote(channel)} does not serve ${quote(language)}`, hint, path }];
}
