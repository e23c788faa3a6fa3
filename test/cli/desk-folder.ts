import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { desk } from "./desk.js";

/** A new folder with the desk's rules in `rules`, rules and requests in which something is wrong, and one request that is fine. */
export function writeDeskFolder(): string {
  const broken = { ...desk, rules: [{ name: "phone", event: { type: "offer", params: { channels: ["phnoe"] } } }] };
  return writeFolder({
    "rules/desk.json": JSON.stringify(desk, null, 2),
    "broken/desk.json": JSON.stringify(broken, null, 2),
    "latin/desk.json": new Uint8Array([0x7b, 0xe9, 0x7d]),
    "empty/readme.txt": "",
    "nested.json": "[".repeat(500_000),
    "request.json": JSON.stringify({ requestType: "order", at: "2026-11-23T20:00:00+01:00", language: "nl" }),
    "wrong.json": JSON.stringify({ requestType: "ordr", at: "2026-11-23", language: "nl" }),
    "comma.json": '{\n  "requestType": "order",\n}',
    "comment.json": '{\n  // the customer\n  "requestType": "order" }',
    "latin.json": new Uint8Array([0x22, 0xe9, 0x22]),
    "list.json": "[]",
  });
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true });
}

/** A new folder with these files. */
export function writeFolder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "contact-routing-cli-"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}
