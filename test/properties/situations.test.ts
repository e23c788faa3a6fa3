import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ChannelOutcome, walkChannel } from "../../src/analysis/channel-outcomes.js";
import type { Diagram } from "../../src/analysis/diagram.js";
import { countSituations, cubesOf, outcomeAt, type Path } from "../../src/analysis/diagram-paths.js";
import { exampleRequest } from "../../src/analysis/example-request.js";
import type { Side } from "../../src/analysis/side.js";
import { createRouter, type RoutingDecision } from "../../src/index.js";
import type { ScenarioRequest } from "../../src/ruleset/document.js";
import { locateRequest } from "../analysis/locate-request.js";
import { MS_PER_DAY, spaceOf } from "../analysis/spaces.js";
import { rulesetDocument } from "../arbitraries/rulesets.js";
import { PATIENCE, runs } from "../arbitraries/runs.js";
import { situations } from "../arbitraries/situations.js";

const PLENTY = 1_000_000;

describe("the situations of random rules", () => {
  it(
    "come to what the router says of each channel, for any request",
    async () => {
      await fc.assert(
        fc.asyncProperty(situations, async ({ document, requests }) => {
          const router = await createRouter(document);
          for (const request of requests.slice(0, 2).map(ofOneLanguage)) {
            const space = await spaceOf([document], Date.parse(request.at) - MS_PER_DAY, 2);
            const side = space.sides[0] as Side;
            const decision = router.route(request);
            for (const { id } of document.channels) {
              const diagram = walkChannel(space, id, { left: PLENTY });
              const path = locateRequest(diagram.levels, side, request, id);
              expect(offeredAt(diagram, path, 0)).toEqual(offeredIn(decision, id));
            }
          }
        }),
        runs(15),
      );
    },
    PATIENCE,
  );

  it(
    "of two rulesets come to what both routers say, for a request made for the situation",
    async () => {
      const picks = fc.array(fc.nat(), { minLength: 40, maxLength: 40 });
      await fc.assert(
        fc.asyncProperty(rulesetDocument, rulesetDocument, picks, async (before, other, picked) => {
          const after = { ...other, facts: before.facts ?? {} };
          const space = await spaceOf([before, after], Date.parse("2026-10-24T00:00:00Z"), 2);
          const routers = await Promise.all([createRouter(before), createRouter(after)]);
          for (const { id } of before.channels) {
            const diagram = walkChannel(space, id, { left: PLENTY });
            const path = diagram.levels.map(({ axis }, level) => (picked[level] ?? 0) % axis.classes.length);
            const fresh = diagram.levels.findIndex(({ axis }) => axis.kind === "snapshot");
            const reached = path.map((axisClass, level) =>
              fresh >= 0 && path[fresh] === 0 && level > fresh ? null : axisClass,
            );
            for (const [side, router] of routers.entries()) {
              const request = exampleRequest(diagram.levels, reached, space.sides[side] as Side, id);
              const decision = router.route(request);
              expect(offeredAt(diagram, reached, side)).toEqual(offeredIn(decision, id));
            }
          }
        }),
        runs(25),
      );
    },
    PATIENCE,
  );

  it(
    "are counted as often as they can be told one by one",
    async () => {
      await fc.assert(
        fc.asyncProperty(rulesetDocument, async (document) => {
          const space = await spaceOf([document], Date.parse("2026-10-24T00:00:00Z"), 1);
          for (const { id } of document.channels) {
            const diagram = walkChannel(space, id, { left: PLENTY });
            const isOffered = ([outcome]: readonly unknown[]) => outcome !== null;
            const offered = countSituations(diagram, isOffered);
            const withheld = countSituations(diagram, (outcomes) => !isOffered(outcomes));
            expect(offered + withheld).toBe(countSituations(diagram, () => true));
            const cubes = [...cubesOf(diagram, isOffered)];
            expect(cubes.length === 0).toBe(offered === 0);
            for (const cube of cubes.slice(0, 5)) {
              const path = cube.map((classes) => classes.at(-1) ?? null);
              expect(isOffered(outcomeAt(diagram, path) as readonly unknown[])).toBe(true);
            }
          }
        }),
        runs(25),
      );
    },
    PATIENCE,
  );
});

function ofOneLanguage(request: ScenarioRequest): ScenarioRequest {
  const { closedChannels: _, ...rest } = request;
  return { ...rest, language: typeof request.language === "string" ? request.language : request.language.slice(0, 1) };
}

/** What the diagram says of a side, as a decision says it. */
function offeredAt({ levels, ...rest }: Diagram<readonly ChannelOutcome[]>, path: Path, side: number) {
  const outcome = (outcomeAt({ levels, ...rest }, path) as readonly ChannelOutcome[])[side] ?? null;
  const level = levels.findIndex(({ axis }) => axis.kind === "language");
  const axis = levels[level]?.axis;
  if (outcome === null || axis?.kind !== "language") return null;
  const language = axis.classes[path[level] ?? -1];
  const candidate = language?.candidates.find((each) => each.side === side && each.order === outcome.candidate);
  return {
    servedLanguage: language?.desks[candidate?.desk ?? -1],
    rule: outcome.rule,
    preferredBy: outcome.preferredBy,
  };
}

function offeredIn({ offered }: RoutingDecision, channel: string) {
  const found = offered.find((each) => each.channel === channel);
  if (found === undefined) return null;
  return { servedLanguage: found.servedLanguage, rule: found.rule, preferredBy: found.preferredBy };
}
