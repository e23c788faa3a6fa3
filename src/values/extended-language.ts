/**
 * Says whether a tag such as `zh-yue` is another way to write `yue`.
 *
 * From the IANA language subtag registry of 2025-08-25, records of type `extlang`. One that is not registered says nothing: `zh-CHS` and
 * `en-USA`, which name a script and a country in systems of their own, are `zh` and `en`. Expects lower case.
 */
export function isExtendedLanguage(prefix: string, subtag: string): boolean {
  // All sign languages, 164 of them; nothing else is written this way.
  return prefix === "sgn" || (EXTENDED_LANGUAGES.get(prefix)?.has(subtag) ?? false);
}

const EXTENDED_LANGUAGES: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    ar: "aao abh abv acm acq acw acx acy adf aeb aec afb ajp apc apd arb arq ars ary arz auz avl ayh ayl ayn ayp bbz pga shu ssh",
    kok: "gom knn",
    lv: "ltg lvs",
    ms:
      "bjn btj bve bvu coa dup hji jak jax kvb kvr kxd lce lcf liw max meo mfa mfb min mqg msi mui orn ors pel pse tmw urk vkk vkt xmm " +
      "zlm zmi zsm",
    sw: "swc swh",
    uz: "uzn uzs",
    zh: "cdo cjy cmn cnp cpx csp czh czo gan hak hnm hsn luh lzh mnp nan sjc wuu yue",
  }).map(([prefix, subtags]) => [prefix, new Set(subtags.split(" "))]),
);
