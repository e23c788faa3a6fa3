import { Engine, type EngineResult, type TopLevelCondition } from "json-rules-engine";
import type { Peer } from "./peer.js";
import type { PeerRule } from "./peer-rules.js";

/** json-rules-engine, the rules as they are. One engine for all runs, as its documentation has it. */
export function rulesEnginePeer(rules: readonly PeerRule[]): Peer {
  const engine = new Engine();
  engine.addOperator("duringSchedule", (open: readonly string[], schedule: string) => open.includes(schedule));
  engine.addOperator("outsideSchedule", (open: readonly string[], schedule: string) => !open.includes(schedule));
  for (const { name, conditions } of rules) {
    const all = conditions === null ? { all: [] } : "fact" in conditions ? { all: [conditions] } : conditions;
    // The engine's own types are not read-only.
    engine.addRule({ conditions: structuredClone(all) as TopLevelCondition, event: { type: name } });
  }
  return {
    name: "json-rules-engine",
    answersLater: true,
    evaluate: (facts) => engine.run(facts),
    namesIn: (answer) => (answer as EngineResult).events.map(({ type }) => type),
  };
}
