import fc from "fast-check";

/** Changes one node of a JSON document. `node` and `other` are counted round and round its nodes, depth first. */
export type NodeMutation =
  | { readonly kind: "remove" | "repeat" | "wrap"; readonly node: number }
  | { readonly kind: "replace"; readonly node: number; readonly value: unknown }
  | { readonly kind: "copy"; readonly node: number; readonly other: number }
  | { readonly kind: "rename"; readonly node: number; readonly name: string }
  | { readonly kind: "misspell"; readonly node: number; readonly at: number; readonly character: string };

const VALUES: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1, 0.5, -0, 1e21, 5e-324, 1.7976931348623157e308, 9007199254740992, 1_000_000_000],
  ...[
    "",
    " ",
    "a",
    "x".repeat(300),
    "__proto__",
    "constructor",
    "customer",
    "UTC",
    "+02:00",
    "Europe/amsterdam",
    "*",
    "en",
    "und",
    "en_US",
  ],
  ...[
    "24:00-25:00",
    "22:00-02:00",
    "9:00-17:00",
    "00:00-24:00",
    "mon",
    "mon-fri",
    "sun-mon",
    "2026-02-29",
    "2028-02-29",
    "02-29",
    "2201-01-01",
  ],
  ...[
    "phone",
    "email",
    "desk",
    "equal",
    "in",
    "greaterThan",
    "duringSchedule",
    "time",
    "availableAgents",
    "requestTags",
    "\u202e",
    "\ud800",
    "a\nb",
  ],
  ...[
    [],
    {},
    [[]],
    [{}],
    [null],
    { all: [] },
    { any: [] },
    { not: {} },
    { condition: "staffed" },
    { all: [], any: [] },
  ],
  ...[
    { date: "2026-01-01", hours: [] },
    { from: "2027-01-01", through: "2026-01-01", hours: [] },
    { annually: { easter: 0 } },
  ],
  { annually: { nth: 5, weekday: "mon", month: 2 }, plusDays: 400 },
];
const NAMES = [
  ...[
    "__proto__",
    "constructor",
    "toString",
    "",
    " ",
    "a",
    "all",
    "any",
    "not",
    "condition",
    "fact",
    "operator",
    "value",
    "conditions",
  ],
  ...[
    "event",
    "channels",
    "chanels",
    "weekly",
    "hours",
    "date",
    "mon",
    "mon-sun",
    "fri-mon",
    "en",
    "*",
    "und",
    "a/b",
    "a~b",
    "\u0000",
  ],
];

const node = fc.nat(5000);

export const nodeMutation: fc.Arbitrary<NodeMutation> = fc.oneof(
  fc.record({ kind: fc.constantFrom("remove" as const, "repeat" as const, "wrap" as const), node }),
  fc.record({ kind: fc.constant("replace" as const), node, value: fc.constantFrom(...VALUES) }),
  fc.record({ kind: fc.constant("copy" as const), node, other: node }),
  fc.record({ kind: fc.constant("rename" as const), node, name: fc.constantFrom(...NAMES) }),
  fc.record({
    kind: fc.constant("misspell" as const),
    node,
    at: fc.nat(12),
    character: fc.constantFrom("", "x", "-", "A", "9", " ", ".", "`", "\n"),
  }),
);

/** A copy with the change; where it makes no sense on its node, as it was. */
export function withNodeMutated(document: unknown, mutation: NodeMutation): unknown {
  const holder = { root: structuredClone(document) };
  const places = placesIn(holder, "root");
  const place = places[mutation.node % places.length];
  if (place === undefined) return document;
  const value = read(place);
  switch (mutation.kind) {
    case "remove":
      if (Array.isArray(place.parent)) place.parent.splice(Number(place.key), 1);
      else if (place.key !== "root") Reflect.deleteProperty(place.parent, place.key);
      break;
    case "repeat":
      if (Array.isArray(place.parent)) place.parent.splice(Number(place.key), 0, structuredClone(value));
      else write(place, [value, value]);
      break;
    case "wrap":
      write(place, [value]);
      break;
    case "replace":
      write(place, mutation.value);
      break;
    case "copy": {
      const other = places[mutation.other % places.length];
      if (other !== undefined) write(place, structuredClone(read(other)));
      break;
    }
    case "rename":
      rename(place, mutation.name);
      break;
    case "misspell":
      if (typeof value === "string") {
        write(place, value.slice(0, mutation.at) + mutation.character + value.slice(mutation.at + 1));
      } else rename(place, `${String(place.key).slice(0, mutation.at)}${mutation.character}`);
  }
  return holder.root;
}

/** A list or object, and a key in it. */
interface Place {
  readonly parent: object;
  readonly key: string;
}

function placesIn(parent: object, key: string): Place[] {
  const place = { parent, key };
  const value = read(place);
  if (typeof value !== "object" || value === null) return [place];
  return [place, ...Object.keys(value).flatMap((each) => placesIn(value, each))];
}

function read({ parent, key }: Place): unknown {
  return Object.getOwnPropertyDescriptor(parent, key)?.value;
}

/** Defined, not assigned: a key may be `__proto__`. */
function write({ parent, key }: Place, value: unknown): void {
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
}

function rename(place: Place, name: string): void {
  if (Array.isArray(place.parent) || place.key === "root") return;
  const value = read(place);
  Reflect.deleteProperty(place.parent, place.key);
  write({ parent: place.parent, key: name }, value);
}
