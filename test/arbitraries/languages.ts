import fc from "fast-check";
import type { Languages } from "../../src/ruleset/document.js";

/** What channels serve: canonical tags, some with a script or a region, some that fit each other. */
export const SERVED = ["en", "nl", "de", "pt-BR", "pt", "zh-Hant", "zh", "no", "nb", "sr-Latn", "en-GB"] as const;

const REQUESTED = [
  ...[
    "en-GB",
    "NL-be",
    "nld",
    "pt-PT",
    "zh-TW",
    "zh-CN",
    "zh-Hans",
    "cmn",
    "yue",
    "nn",
    "nb-NO",
    "gsw",
    "ca",
    "iw",
    "fi",
    "*",
    "*",
  ],
  ...["sr", "sr-Cyrl", "sh", "en-UK", "de-CH-1996", "nl-u-nu-latn", "gsw-CH", "ca-valencia", "zh-yue"],
  ...["und", "mul", "x-foo", "i-klingon", "zh-cmn-Hans-CN"],
];

export const servedLanguages: fc.Arbitrary<string[]> = fc.oneof(
  fc.shuffledSubarray([...SERVED], { minLength: 1, maxLength: 4 }),
  fc.shuffledSubarray([...SERVED], { minLength: 4, maxLength: 8 }),
);

export const allServedLanguages: fc.Arbitrary<string[]> = fc.shuffledSubarray([...SERVED], {
  minLength: SERVED.length,
});

export const languageSettings: fc.Arbitrary<Languages> = fc.record(
  {
    fallback: fc.constantFrom(...SERVED),
    aliases: fc.constantFrom(
      {},
      { ca: "en" },
      { gsw: "nl", yue: "zh-Hant" },
      { gsw: "gsw" },
      { fi: "pt-PT", "gsw-CH": "en-GB", sr: "sr-Latn" },
      { "ca-valencia": "nl", ca: "de", fi: "nn" },
    ),
  },
  { requiredKeys: ["fallback"] },
);

const requestedTag = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...SERVED) },
  { weight: 1, arbitrary: fc.constantFrom(...REQUESTED) },
);

/** A request's `language`: one tag, or a list of up to five. */
export const requestedLanguage: fc.Arbitrary<string | string[]> = fc.oneof(
  { weight: 1, arbitrary: requestedTag },
  { weight: 1, arbitrary: fc.array(requestedTag, { maxLength: 1 }) },
  { weight: 4, arbitrary: fc.array(requestedTag, { minLength: 2, maxLength: 5, size: "max" }) },
);
