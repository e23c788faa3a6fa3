import type { ContactRequest } from "../../src/index.js";

/** File names to texts. */
export type Files = Readonly<Record<string, string>>;

/**
 * A version of a small ruleset in three files. Each file tells its version in every decision, and any mixture of files of several versions
 * is a ruleset without fault: a mixture shows in a decision, and nowhere else.
 */
export function filesOf(version: number): Files {
  const offered = version % 2 === 0 ? "phone" : "chat";
  const ruleset = {
    ruleset: { id: "desk", version: `${version}` },
    channels: [
      { id: "phone", languages: ["nl"] },
      { id: "chat", languages: ["nl"] },
      { id: "email", languages: ["nl"], always: true },
    ],
    languages: { fallback: "nl" },
    requestTypes: { order: {} },
  };
  const offer = {
    rules: [{ name: `offer-v${version}`, event: { type: "offer", params: { channels: [offered] } } }],
  };
  const step = `step-v${version}`;
  const steps = {
    steps: [{ id: step }],
    rules: [{ name: `advise-v${version}`, event: { type: "advise", params: { steps: [step] } } }],
  };
  return {
    "offer.json": JSON.stringify(offer),
    "ruleset.json": JSON.stringify(ruleset),
    "sub/steps.json": JSON.stringify(steps),
  };
}

export const REQUEST: ContactRequest = { requestType: "order", at: "2026-11-24T10:00:00+01:00", language: "nl" };
