import { plainJson } from "./plain-text.js";

/** JSON as a person writes it, and a formatter leaves it: on one line whatever fits there. */
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

/** That of the shipped rule files. */
const WIDTH = 120;

function onOneLine(data: unknown): string {
  if (Array.isArray(data)) return `[${data.map(onOneLine).join(", ")}]`;
  if (typeof data !== "object" || data === null) return plainJson(data);
  const members = Object.entries(data).map(([key, value]) => `${plainJson(key)}: ${onOneLine(value)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}
