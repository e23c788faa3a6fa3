import fc from "fast-check";
import { expect, test } from "vitest";
import { findRemedies, type Remedy } from "../../src/analysis.js";
import { type ContactRequest, createRouter, type Router, type RulesetDocument } from "../../src/index.js";
import { PATIENCE, runs } from "../arbitraries/runs.js";
import {
  COUNTS,
  SMALL_CLOSED,
  SMALL_OPEN,
  SMALL_TYPES,
  type SmallCount,
  smallRuleset,
} from "../arbitraries/small-rulesets.js";

const ENTRY_KEYS = { availableAgents: "available", contactsInQueue: "contactsInQueue" } as const;
const MAX_AGE_SECONDS = 60;
const ZONES = ["UTC", "Asia/Tokyo", "America/Los_Angeles"];

const ruleset = smallRuleset.map((document) => ({ ...document, availability: { maxAgeSeconds: MAX_AGE_SECONDS } }));

const request = fc
  .record({
    requestType: fc.constantFrom(...SMALL_TYPES),
    at: fc.constantFrom(SMALL_OPEN, SMALL_CLOSED),
    language: fc.constantFrom<string[]>("en", "nl", "pl").map((tag) => [tag]),
    timeZone: fc.constantFrom(undefined, ...ZONES),
    entry: fc.constantFrom(undefined, null, { available: 0, contactsInQueue: 5 }, { available: 1 }),
    age: fc.constantFrom(0, MAX_AGE_SECONDS + 1),
    closedChannels: fc.constantFrom<string[]>([], ["phone"]),
    member: fc.constantFrom(undefined, true, false),
  })
  .map(({ entry, age, member, ...rest }): ContactRequest => {
    const agentAvailability = entry === undefined ? undefined : { phone: { "*": entry } };
    return { ...rest, agentAvailability, agentAvailabilityAsOf: rest.at - age * 1000, facts: { member } };
  });

test(
  "the changes are the smallest that get a channel offered, and no smaller ones are missed",
  async () => {
    await fc.assert(
      fc.asyncProperty(ruleset, request, async (document, asked) => {
        const found = await findRemedies(document, asked, "phone");
        const decision = (await createRouter(document)).route(asked);
        const withheld = decision.withheld.find(({ channel }) => channel === "phone");
        expect(found.outcome).toBe(withheld === undefined ? "offered" : "withheld");
        if (withheld === undefined) return;
        for (const reason of withheld.reasons) expect(found.blockers).toContainEqual(reason);
        expect(found.isComplete).toBe(true);
        const minimal = await minimalByBruteForce(document, asked);
        const keys = found.remedies.map(keysOf);
        for (const each of keys) expect(minimal).toContainEqual(each);
        expect(keys.map((each) => each.length)).toEqual(minimal.slice(0, 3).map((each) => each.length));
      }),
      runs(30),
    );
  },
  PATIENCE,
);

function keysOf({ changes }: Remedy): string[] {
  const hasLanguage = changes.some(({ kind }) => kind === "language");
  return changes
    .map((change) => {
      if (change.kind === "fact") return `fact:${change.fact}`;
      if (change.kind === "agents") return `agents:${hasLanguage ? "*" : change.language}`;
      return change.kind === "channelLanguage" ? `${change.kind}:${change.to}` : change.kind;
    })
    .sort();
}

/** One value of each part; the key is null if the part stays as it is. */
interface Choice {
  readonly key: string | null;
  readonly apply: (request: ContactRequest) => ContactRequest;
}

const same: Choice = { key: null, apply: (asked) => asked };

/** Every set of parts with which some values get the phone offered, and no proper subset does; smallest first. */
async function minimalByBruteForce(document: RulesetDocument, asked: ContactRequest): Promise<string[][]> {
  const phone = document.channels.find(({ id }) => id === "phone");
  const served = phone?.languages ?? [];
  const [requested = ""] = asked.language as string[];
  const others = served.filter((tag) => tag !== requested);
  const added = served.includes(requested) ? [] : [requested];
  const routers: { readonly keys: string[]; readonly router: Router }[] = [];
  for (const hours of [null, ["00:00-24:00"], []]) {
    for (const more of [[], ...added.map((tag) => [tag])]) {
      const changed = changeDocument(document, hours, more);
      const keys = [...(hours === null ? [] : ["schedule"]), ...more.map((tag) => `channelLanguage:${tag}`)];
      routers.push({ keys, router: await createRouter(changed) });
    }
  }
  const parts: Choice[][] = [
    SMALL_TYPES.map((requestType) => choice("requestType", (each) => ({ ...each, requestType }))),
    [true, false, undefined].map((member) => choice("fact:member", (each) => ({ ...each, facts: { member } }))),
    ZONES.map((timeZone) => choice("timeZone", (each) => ({ ...each, timeZone }))),
    [choice("closedChannels", (each) => ({ ...each, closedChannels: [] }))],
    [choice("agentAvailabilityAsOf", (each) => ({ ...each, agentAvailabilityAsOf: each.at }))],
    others.map((language) => choice("language", (each) => ({ ...each, language: [language] }))),
    [...served, ...added].flatMap((language) =>
      countsOf(document).map((entry) => choice(`agents:${language}`, (each) => withEntry(each, language, entry))),
    ),
  ];
  const working = new Map<string, string[]>();
  for (const { keys, router } of routers) {
    for (const choices of product(parts.map((part) => [same, ...part]))) {
      const changed = choices.reduce((each, { apply }) => apply(each), asked);
      if (!router.route(changed).offered.some(({ channel }) => channel === "phone")) continue;
      const isOther = choices.some(({ key }) => key === "language");
      const named = choices.flatMap(({ key }) =>
        key === null ? [] : isOther ? key.replace(/^agents:.*/, "agents:*") : key,
      );
      const all = [...keys, ...named].sort();
      working.set(all.join(), all);
    }
  }
  const sets = [...working.values()];
  return sets
    .filter((set) => !sets.some((other) => other.length < set.length && other.every((key) => set.includes(key))))
    .sort((a, b) => a.length - b.length);
}

function choice(key: string, apply: Choice["apply"]): Choice {
  return { key, apply };
}

function changeDocument(document: RulesetDocument, hours: string[] | null, more: string[]): RulesetDocument {
  const desk = document.schedules?.desk;
  const timeZone = desk !== undefined && "timeZone" in desk ? desk.timeZone : "UTC";
  return {
    ...document,
    ...(hours !== null && { schedules: { desk: { timeZone, weekly: { "mon-sun": hours } } } }),
    channels: document.channels.map((each) =>
      each.id === "phone" ? { ...each, languages: [...each.languages, ...more] } : each,
    ),
  };
}

/** A ruleset reads one kind of number. */
function countsOf({ rules }: RulesetDocument) {
  const text = JSON.stringify(rules);
  const read = (Object.keys(COUNTS) as SmallCount[]).filter((fact) => text.includes(fact));
  return read.flatMap((fact) => COUNTS[fact].map((count) => ({ [ENTRY_KEYS[fact]]: count })));
}

function withEntry(asked: ContactRequest, language: string, entry: object): ContactRequest {
  const phone = asked.agentAvailability?.phone ?? { "*": null };
  return { ...asked, agentAvailability: { phone: { ...phone, [language]: { ...entry, asOf: asked.at } } } };
}

function product(lists: readonly (readonly Choice[])[]): Choice[][] {
  return lists.reduce<Choice[][]>((all, list) => all.flatMap((each) => list.map((item) => [...each, item])), [[]]);
}
