import type { RulesetDocument } from "../../src/index.js";

/** A small support desk: every kind of reason can be had of it. */
export const desk: RulesetDocument = {
  ruleset: { id: "desk", version: "1" },
  channels: [
    { id: "phone", languages: ["en", "nl"] },
    { id: "chat", languages: ["en", "nl"] },
    { id: "email", languages: ["en", "nl", "pl"], always: true },
  ],
  languages: { fallback: "en" },
  availability: { maxAgeSeconds: 120 },
  requestTypes: {
    order: { description: "A question about one order.", tags: ["quick"] },
    fraud: { description: "A scam." },
  },
  facts: {
    signedIn: { type: "boolean", default: false },
    plan: { type: "string", values: ["free", "paid"], default: "paid" },
    items: { type: "integer", default: 1 },
  },
  schedules: {
    desk: {
      timeZone: "Europe/Amsterdam",
      weekly: { "mon-fri": ["09:00-18:00"] },
      exceptions: [{ date: "2026-12-25", hours: [], name: "Christmas Day" }],
    },
  },
  steps: [{ id: "sign-in", description: "Sign in first." }],
  conditions: { open: { fact: "time", operator: "duringSchedule", value: "desk" } },
  rules: [
    {
      name: "phone-in-hours",
      description: "The phone is answered at the desk. Source: the manual.",
      conditions: {
        all: [{ condition: "open" }, { fact: "availableAgents", operator: "greaterThanInclusive", value: 1 }],
      },
      event: { type: "offer", params: { channels: ["phone"] } },
    },
    {
      name: "chat-in-hours",
      conditions: {
        all: [{ condition: "open" }, { fact: "estimatedWaitSeconds", operator: "lessThanInclusive", value: 600 }],
      },
      event: { type: "offer", params: { channels: ["chat"] } },
    },
    {
      name: "fraud-in-writing",
      description: "Fraud needs evidence.",
      conditions: { all: [{ fact: "requestType", operator: "equal", value: "fraud" }] },
      event: { type: "withhold", params: { channels: ["phone"], reason: "needs-evidence" } },
    },
    {
      name: "chat-first",
      description: "Chat is quickest.",
      conditions: { all: [{ fact: "requestTags", operator: "contains", value: "quick" }] },
      event: { type: "prefer", params: { channels: ["chat"] } },
    },
    {
      name: "sign-in-first",
      conditions: { all: [{ fact: "signedIn", operator: "equal", value: false }] },
      event: { type: "advise", params: { steps: ["sign-in"] } },
    },
  ],
};

const { signedIn } = desk.facts ?? {};

/** The same with nothing in it that no rule needs. */
export const tidyDesk: RulesetDocument = { ...desk, facts: signedIn === undefined ? {} : { signedIn } };
