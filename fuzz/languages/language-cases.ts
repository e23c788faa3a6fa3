import fc from "fast-check";

/** What `matchLanguage` takes. */
export interface LanguageCase {
  readonly requested: string | readonly string[];
  readonly served: readonly string[];
  readonly aliases: Readonly<Record<string, string>>;
}

const text = (list: string): string[] => list.split(" ");

/** Few enough that tags meet; with old names, macrolanguages, and names of no language. */
const PRIMARY = text("zh cmn yue sr sh hr pt no nb nn de gsw iw he en deu ca es fil tl mo ro in ji sgn ar ar kok");
const NO_LANGUAGE = text("und mul zxx mis qaa qtz qua");
const EXTENDED = text("yue cmn chs usa ase arb gsg gom hak");
const SCRIPTS = text("Hans Hant Latn Cyrl Arab Zzzz Qaaa hant LATN");
const REGIONS = text("TW CN HK MO PT AO BR NO CH UK GB US AU IN DD DE SU ME RS MX 419 001 150 840 ZZ tw");
const VARIANTS = text("1996 1901 valencia posix scouse hepburn heploc arevela 1606nict ekavsk");
const EXTENSIONS = text("u-nu-latn u-ca-gregory t-en-us a-foo 1-abc-def u-va-posix u-rg-gbzzzz");
const PRIVATE = text("x-foo x-1-abcdefgh x-a");
const ODD = [
  ...["*", "", "-", "en-", "-en", "en_US", "EN_us", "english", "i-klingon", "x-foo", "x", "zh-min-nan", "art-lojban"],
  ...[
    "No-Bok",
    "en-GB-oed",
    "en-gb-OED-x-a",
    "i-foo",
    "zh-cmn-Hans-CN",
    "sgn-BE-FR",
    "sgn-ch-de-1996",
    "a-DE",
    "ar-a-aaa-b-bbb-a-ccc",
  ],
  ...[
    "de-419-DE",
    "\u212Aa",
    "nl\n",
    "nl\u0000",
    "constructor",
    "__proto__",
    `en-x-${"abcdefgh-".repeat(10)}a`,
    "e\u0301n",
    "toString-a",
  ],
];

/** One of two tags has the part. */
const often = (values: readonly string[]) => fc.option(fc.constantFrom(...values), { freq: 1, nil: null });

/** One of six; what has it shrinks to what has it not. */
const rarely = (values: readonly string[]): fc.Arbitrary<string | null> =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: 5, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom(...values) },
  );

const builtTag: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom(...PRIMARY) },
      { weight: 1, arbitrary: fc.constantFrom(...NO_LANGUAGE) },
    ),
    rarely(EXTENDED),
    often(SCRIPTS),
    often(REGIONS),
    rarely(VARIANTS),
    rarely(VARIANTS),
    rarely(EXTENSIONS),
    rarely(PRIVATE),
  )
  .map((subtags) => subtags.filter((subtag) => subtag !== null).join("-"));

/** A few languages alone, so that aliases are found. */
const plainTag = fc
  .tuple(
    fc.constantFrom("gsw", "ca", "de", "nb", "nn", "no", "zh", "en", "es", "pt", "sr"),
    often(text("CH NO TW HK MO CN US GB AU 001 ES MX 419 BR PT AO ME")),
  )
  .map((subtags) => subtags.filter((subtag) => subtag !== null).join("-"));

const recased = fc.tuple(builtTag, fc.boolean()).map(([tag, up]) => (up ? tag.toUpperCase() : tag.toLowerCase()));

const junk = fc
  .tuple(
    builtTag,
    fc.nat(30),
    fc.nat(3),
    fc.constantFrom("", "-", "--", "_", "x", "é", " ", "9", "-u-", "-x-", "abcdefghi"),
  )
  .map(([tag, at, removed, inserted]) => tag.slice(0, at) + inserted + tag.slice(at + removed));

const wellFormed = fc.oneof(
  { weight: 6, arbitrary: builtTag },
  { weight: 5, arbitrary: plainTag },
  { weight: 1, arbitrary: recased },
);

/** One in some twenty is junk: a list with one of them is refused as a whole. */
const anyTag = fc.oneof(
  { weight: 40, arbitrary: wellFormed },
  { weight: 2, arbitrary: fc.constant("*") },
  { weight: 1, arbitrary: junk },
  { weight: 1, arbitrary: fc.constantFrom(...ODD) },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
);
const servedTag = fc.oneof({ weight: 40, arbitrary: wellFormed }, { weight: 1, arbitrary: anyTag });

const aliases: fc.Arbitrary<Record<string, string>> = fc
  .array(fc.tuple(servedTag, servedTag), { maxLength: 4 })
  .map((pairs) => Object.fromEntries(pairs));

export const languageCase: fc.Arbitrary<LanguageCase> = fc.record({
  requested: fc.oneof(anyTag, fc.array(anyTag, { maxLength: 5 })),
  served: fc.array(servedTag, { maxLength: 8 }),
  aliases,
});
