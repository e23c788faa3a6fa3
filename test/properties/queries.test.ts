import fc from "fast-check";
import { expect, it } from "vitest";
import { compared } from "../arbitraries/compared.js";
import { PATIENCE, runs } from "../arbitraries/runs.js";
import { wrongAnswers, wronglyOnlyAlways } from "./query-laws.js";

it(
  "a query finds every situation in which a channel is offered or withheld, and no others",
  async () => {
    await fc.assert(
      fc.asyncProperty(compared(30), async (example) => {
        expect(await wrongAnswers(example)).toEqual([]);
      }),
      runs(6),
    );
  },
  PATIENCE,
);

it(
  "customers who only ever get the always channels get no other, however many agents are free",
  async () => {
    await fc.assert(
      fc.asyncProperty(compared(30), async (example) => {
        expect(await wronglyOnlyAlways(example)).toEqual([]);
      }),
      runs(6),
    );
  },
  PATIENCE,
);
