import fc from "fast-check";

/** Any code point but half a surrogate pair, as fast-check's unit `binary`, which takes a second to list them all. */
export const anyCharacter: fc.Arbitrary<string> = fc
  .nat(0x10f7ff)
  .map((number) => String.fromCodePoint(number < 0xd800 ? number : number + 0x800), numberOf);

/** The reverse, so that fast-check can try texts of its own. */
function numberOf(text: unknown): number {
  if (typeof text !== "string" || [...text].length !== 1) throw new Error("not one character");
  const codePoint = text.codePointAt(0) ?? 0;
  return codePoint < 0xd800 ? codePoint : codePoint - 0x800;
}
