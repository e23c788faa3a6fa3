import { Engine, Rule } from "json-rules-engine";
import { describe, expect, it } from "vitest";
import { askEngine } from "../../../src/compile/conditions/leaf-truths.js";

describe("asking json-rules-engine", () => {
  it("gives one answer for each question, in their order, however many there are", async () => {
    const samples = Array.from({ length: 2001 }, (_, index) => index);
    const answers = await askEngine(samples.map((sample) => ({ sample, operator: "lessThan", value: 1500 })));
    expect(answers).toEqual(samples.map((sample) => sample < 1500));
  });

  it("asks nothing where there is no question", async () => {
    expect(await askEngine([])).toEqual([]);
  });

  // For Node under `--disable-proto=throw`, where a class that reads its `__proto__` finds an accessor that throws.
  it.each([Engine, Rule])("leaves its classes a prototype that is no accessor", async (engineClass) => {
    await askEngine([{ sample: 1, operator: "equal", value: 1 }]);
    const { value } = Object.getOwnPropertyDescriptor(engineClass, "__proto__") ?? {};
    expect(value).toBe(Object.getPrototypeOf(engineClass));
  });
});
