import fc from "fast-check";

/** Any tag of RFC 5646 section 2.1 of at most 100 characters, but for primary subtags of four to eight letters. */
export const wellFormedTag: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.stringMatching(langtag()) },
  { weight: 1, arbitrary: fc.stringMatching(/^[xX](-[A-Za-z0-9]{1,8}){1,4}$/) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("i-klingon", "en-GB-oed", "zh-min-nan", "sgn-BE-FR", "art-lojban", "No-Bok"),
  },
);

function langtag(): RegExp {
  return new RegExp(
    "^[A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3})){0,2}" +
      "(-[A-WY-Za-wy-z0-9](-[A-Za-z0-9]{2,8}){1,2}){0,2}(-[xX](-[A-Za-z0-9]{1,8}){1,2})?$",
  );
}

/** Tags that meet one another: few languages, scripts and regions, and old names among them. */
export const likelyTag: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("zh", "cmn", "yue", "sr", "pt", "no", "nb", "nn", "de", "gsw", "iw", "he", "en"),
    fc.constantFrom("", "", "-Hans", "-Hant", "-Latn", "-Cyrl"),
    fc.constantFrom("", "", "-TW", "-CN", "-PT", "-BR", "-NO", "-CH"),
    fc.constantFrom("", "", "", "-1996", "-u-nu-latn"),
  )
  .map((subtags) => subtags.join(""));

/** Likely tags, and the ones that name no language. */
export const requestableTag: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: likelyTag },
  { weight: 1, arbitrary: fc.constantFrom("*", "und", "x-foo", "i-klingon", "qaa") },
);
