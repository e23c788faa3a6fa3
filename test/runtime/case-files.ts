import { createRouter } from "../../src/compile/compile-ruleset.js";
import type { RulesetDocument, ScenarioRequest } from "../../src/ruleset/document.js";
import type { RoutingDecision } from "../../src/runtime/decision.js";
import type { ContactRequest } from "../../src/runtime/request/request.js";
import type { Router } from "../../src/runtime/router.js";
import rulesets from "../cases/routing/rulesets.json" with { type: "json" };

/** One case of `test/cases/routing`. */
export interface RoutingCase {
  readonly name: string;
  /** A name in `rulesets.json`. */
  readonly ruleset: string;
  /** Sections in place of the ruleset's own; null for none. */
  readonly with?: Readonly<Record<string, unknown>>;
  /** In `unread.json`, whatever JSON can write. */
  readonly request: ScenarioRequest;
  /** The parts of the decision that the case states. */
  readonly decision: Stated<RoutingDecision>;
}

type Stated<Value> = { readonly [Key in keyof Value]?: Value[Key] extends object ? Stated<Value[Key]> : Value[Key] };

export function rulesetOf({ ruleset, with: sections = {} }: Pick<RoutingCase, "ruleset" | "with">): RulesetDocument {
  const base: unknown = Object.entries(rulesets).find(([name]) => name === ruleset)?.[1];
  if (typeof base !== "object") throw new Error(`no ruleset ${ruleset}`);
  const merged = Object.entries({ ...base, ...sections }).filter(([, section]) => section !== null);
  return Object.fromEntries(merged) as unknown as RulesetDocument;
}

/** The cases of one ruleset share its router. */
export function routerOf(routingCase: Pick<RoutingCase, "ruleset" | "with">): Promise<Router> {
  const document = rulesetOf(routingCase);
  const key = JSON.stringify(document);
  const router = routers.get(key) ?? createRouter(document);
  routers.set(key, router);
  return router;
}

const routers = new Map<string, Promise<Router>>();

export function requestOf({ request }: RoutingCase): ContactRequest {
  return request;
}

/**
 * Of `actual`, what `stated` speaks of: the keys of an object that are stated, every item of a list. What differs otherwise is kept, so
 * that comparing the two shows it. A reason is stated whole: a key too many is a difference.
 */
export function partsStated(actual: unknown, stated: unknown, key?: string): unknown {
  if (key === "reasons") return actual;
  if (Array.isArray(actual) && Array.isArray(stated)) {
    return actual.map((item, index) => (index < stated.length ? partsStated(item, stated[index]) : item));
  }
  if (!isObject(actual) || !isObject(stated)) return actual;
  const keys = Object.keys(stated).filter((each) => Object.hasOwn(actual, each));
  return Object.fromEntries(keys.map((each) => [each, partsStated(actual[each], stated[each], each)]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
