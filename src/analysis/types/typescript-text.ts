/** `"phone"`, `12`, `true`, as TypeScript and JSON write it, with an escape for whatever would not be seen in an editor. */
export function literal(value: string | number | boolean): string {
  return JSON.stringify(value).replace(INVISIBLE, (character) =>
    [...Array(character.length).keys()].map((unit) => `\\u${hex(character.charCodeAt(unit))}`).join(""),
  );
}

/** A type that is one of some texts, in the order of the alphabet, broken over lines as Prettier breaks it. */
export function union(description: string, name: string, texts: readonly string[]): string {
  const members = texts.length === 0 ? ["never"] : [...texts].sort().map(literal);
  const line = `export type ${name} = ${members.join(" | ")};`;
  const lines = `export type ${name} =\n${members.map((member) => `  | ${member}`).join("\n")};`;
  return `${docComment(description, "")}\n${line.length > WIDTH ? lines : line}`;
}

/** On one line, whatever the text holds. */
export function docComment(text: string, indent: string): string {
  return `${indent}/** ${text.replace(INVISIBLE, " ").replaceAll("*/", "*\\/")} */`;
}

/** In quotes only where it needs them. */
export function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);
}

const WIDTH = 80;
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

function hex(unit: number): string {
  return unit.toString(16).padStart(4, "0");
}
