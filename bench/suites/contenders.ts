import type { ContactRequest, Router, RulesetDocument } from "../../src/index.js";
import type { Contender } from "../interleave.js";
import { jsonLogicPeer } from "../peers/json-logic-peer.js";
import type { Peer } from "../peers/peer.js";
import { type Facts, factsFor } from "../peers/peer-facts.js";
import { peerRules } from "../peers/peer-rules.js";
import { rulesEnginePeer } from "../peers/rules-engine-peer.js";
import { assertSameAnswers } from "../peers/same-answers.js";
import { zenPeer } from "../peers/zen-peer.js";

export interface AskedPeers {
  readonly peers: readonly Peer[];
  readonly facts: readonly Facts[];
}

/** The peers with the rules of a ruleset, and the facts of each request; throws where one of them answers otherwise than we do. */
export async function peersOf(
  document: RulesetDocument,
  router: Router,
  requests: readonly ContactRequest[],
): Promise<AskedPeers> {
  const rules = peerRules(document);
  const facts = factsOfRequests(document, router, requests);
  const unknowns = facts.some((each) => Object.values(each).includes(null));
  const peers = [rulesEnginePeer(rules), zenPeer(rules, unknowns), jsonLogicPeer(rules)];
  const compared = Math.min(requests.length, Math.ceil(RULES_COMPARED / rules.length));
  for (const [index, request] of requests.slice(0, compared).entries()) {
    await assertSameAnswers(peers, { facts: facts[index] ?? {}, explanation: router.explain(request) });
  }
  return { peers, facts };
}

/** What the peers are given for each request. */
export function factsOfRequests(
  document: RulesetDocument,
  router: Router,
  requests: readonly ContactRequest[],
): readonly Facts[] {
  const factsOf = factsFor(document);
  return requests.map((request) => factsOf(request, router.explain(request)));
}

/** json-rules-engine takes 20 µs a rule, so that large rulesets are compared on fewer requests. */
const RULES_COMPARED = 100_000;

export function peerTurns({ peers, facts }: AskedPeers): Contender[] {
  return peers.map(({ name, answersLater, evaluate }): Contender => {
    const turn = (call: number) => evaluate(facts[call % facts.length] ?? {});
    return answersLater ? { name, runAsync: async (call) => await turn(call) } : { name, run: turn };
  });
}
