/** JSON that is safe to print: the same data, with escapes for the characters that `cleanText` removes. */
export function plainJson(data: unknown, indent = 2): string {
  const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(data, null, indent).replace(UNSAFE, (found) => found.split("").map(escapeUnit).join(""));
}

/** JSON itself escapes the C0 controls inside a text; its line breaks stay. */
const UNSAFE = /[\u007f-\u009f\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;

/** JSON as a formatter of code writes it: an object or a list stays on one line if it fits. */
export function compactJson(data: unknown, indent = 0): string {
  const line = onOneLine(data);
  if (indent + line.length <= WIDTH || typeof data !== "object" || data === null) return line;
  const inner = " ".repeat(indent + 2);
  const members = Array.isArray(data)
    ? data.map((item) => compactJson(item, indent + 2))
    : Object.entries(data).map(([key, value]) => `${plainJson(key)}: ${compactJson(value, indent + 2)}`);
  const [open, close] = Array.isArray(data) ? ["[", "]"] : ["{", "}"];
  return `${open}\n${members.map((member) => inner + member).join(",\n")}\n${" ".repeat(indent)}${close}`;
}

/** The width of the shipped rule files. */
const WIDTH = 120;

function onOneLine(data: unknown): string {
  if (Array.isArray(data)) return `[${data.map(onOneLine).join(", ")}]`;
  if (typeof data !== "object" || data === null) return plainJson(data);
  const members = Object.entries(data).map(([key, value]) => `${plainJson(key)}: ${onOneLine(value)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}
