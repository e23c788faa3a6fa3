import type { RoutingExplanation } from "../../src/index.js";
import type { Peer } from "./peer.js";
import { type Facts, rulesThatHold } from "./peer-facts.js";

export interface AskedAlike {
  readonly facts: Facts;
  readonly explanation: RoutingExplanation;
}

/** Throws with the first rule that a peer and our own explanation do not agree about. */
export async function assertSameAnswers(peers: readonly Peer[], { facts, explanation }: AskedAlike): Promise<void> {
  const { judged, holding } = rulesThatHold(explanation);
  for (const peer of peers) {
    const theirs = new Set(peer.namesIn(await peer.evaluate(facts)));
    for (const name of judged) {
      if (theirs.has(name) === holding.has(name)) continue;
      const say = (holds: boolean) => (holds ? "holds" : "does not hold");
      throw new Error(
        `${name} ${say(holding.has(name))}, but by ${peer.name} it ${say(theirs.has(name))}: ${JSON.stringify(facts)}`,
      );
    }
  }
}
