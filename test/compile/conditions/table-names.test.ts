import { expect, it } from "vitest";
import { conditionOfPromise } from "../../../src/compile/conditions/work-bounds.js";
import { tablesOfEvent } from "../../../src/values/events.js";

it("a rule's clauses are in a table for each channel or step that its event names", () => {
  expect(tablesOfEvent({ type: "offer", params: { channels: ["phone", "chat"] } })).toEqual([
    "offer phone",
    "offer chat",
  ]);
  expect(tablesOfEvent({ type: "advise", params: { steps: ["sign-in"] } })).toEqual(["advise sign-in"]);
});

it("a promise's clauses are in a table for each channel or step that it names", () => {
  const promise = { name: "p", never: ["phone"], always: ["email"], neverSteps: ["sign-in"], alwaysSteps: ["ask"] };
  expect(conditionOfPromise(promise, 0).tables).toEqual([
    "promise phone",
    "promise email",
    "promise sign-in",
    "promise ask",
  ]);
  expect(conditionOfPromise({ name: "p" }, 0).tables).toEqual([]);
});
