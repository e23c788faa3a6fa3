/** Words that people write for `true`. */
export function isYes(word: string): boolean {
  return /^(?:true|yes|y|on|ja)$/i.test(word);
}

/** Words that people write for `false`. */
export function isNo(word: string): boolean {
  return /^(?:false|no|n|off|nee|nein)$/i.test(word);
}
