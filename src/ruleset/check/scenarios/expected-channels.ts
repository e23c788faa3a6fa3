import type { Path } from "../../../values/issue.js";
import { readLanguageTag } from "../../../values/language-tag.js";
import { quote, quoteList } from "../../../values/quote.js";
import { readExpectedChannel } from "../../expected-channel.js";
import { findInEach } from "../../find-in-each.js";
import type { Finding } from "../../finding.js";
import type { ShapedRuleset } from "../../shape/shaped.js";
import { servesAsWritten } from "../languages.js";
import { checkReference, checkRepeats } from "../references.js";

/** By channel, the languages it serves; without channels of which that cannot be told. */
export type LanguagesOfChannels = ReadonlyMap<string | undefined, readonly string[]>;

export function languagesOfChannels({ channels }: ShapedRuleset): LanguagesOfChannels {
  return new Map(
    channels.flatMap(({ value: { id, languages } }) =>
      languages !== undefined && servesAsWritten(languages) ? [[id, languages]] : [],
    ),
  );
}

/** What scenarios expect to be offered: the channel, and where it is stated the language. */
export function checkOffered(
  { known }: ShapedRuleset,
  languagesOf: LanguagesOfChannels,
  offered: readonly string[],
  path: Path,
): Finding[] {
  return [
    ...findInEach(offered.entries(), ([index, written]): Finding[] => {
      const { channel, language } = readExpectedChannel(written);
      const at = [...path, index];
      const unknown = checkReference(known, "channels", channel, at);
      // None where the channel is unknown.
      const served = languagesOf.get(channel);
      return language === null || served === undefined ? unknown : checkServed(channel, language, served, at);
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
