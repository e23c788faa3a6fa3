/** What the requests of {@link MALFORMED_REQUESTS} are read with: a fact that every request must give. */
export const FACTS = {
  signedIn: { type: "boolean", default: true },
  role: { type: "string", values: ["buyer", "seller"], default: "buyer" },
  country: { type: "string", default: "NL" },
  objectCount: { type: "integer", minimum: 0, maximum: 10, default: 1 },
  score: { type: "number" },
};

export type Expected = readonly [code: string, path: string, message: string];

const AS_IN = "as in `2026-11-23T10:00:00+01:00`";
const OUT_OF_RANGE = `is not between March 1973 and 2200; give an instant of these years, ${AS_IN}`;
const UNREADABLE = `is not an instant; write a date, a time and an offset, ${AS_IN}`;
const NO_SUCH_DAY = "is on a day that does not exist; check its month and day";
const OF_ANOTHER_TYPE = `is not an instant; give a Date, whole milliseconds since 1970 or a text with an offset, ${AS_IN}`;
const MISSING = `is missing; give an instant, ${AS_IN}`;
const NOT_FINITE = "is not a finite number; give whole milliseconds since 1970";
const IN_SECONDS = "is in seconds, or before March 1973; give milliseconds since 1970: multiply it by 1000";
const WRONG_INSTANTS: readonly (readonly [value: unknown, fault: string])[] = [
  [undefined, MISSING],
  [null, MISSING],
  ["", `is empty; write a date, a time and an offset, ${AS_IN}`],
  ["2026-11-23", "has no time; add a time and an offset, as in `2026-11-23T10:00:00+01:00`"],
  ["2026-11-23T10:00:00", "has no offset; add one, as in `2026-11-23T10:00:00+01:00`"],
  ["2026-02-30T10:00:00Z", NO_SUCH_DAY],
  ["2026-11-23T24:00:00Z", "has the hour 24; write `00:00` of the next day"],
  ["2026-12-31T23:59:60Z", "has a leap second; write the second 59"],
  ["2026-11-23T10:00:00,5Z", "has a comma; write `2026-11-23T10:00:00.5Z`"],
  ["2026-W48-1T10:00Z", `is a date by week; write month and day, ${AS_IN}`],
  ["1763888400000", "is a number in a text; give the number itself, without quotes, or a date and time"],
  ["now", UNREADABLE],
  ["+010000-01-01T00:00:00Z", UNREADABLE],
  ["2200-01-01T00:00:00.001Z", OUT_OF_RANGE],
  ["1973-03-03T09:46:39.999Z", OUT_OF_RANGE],
  [7258118400001, OUT_OF_RANGE],
  [-1, OUT_OF_RANGE],
  [new Date(-1), OUT_OF_RANGE],
  [Number.NaN, NOT_FINITE],
  [Infinity, NOT_FINITE],
  [1763888400000.5, "is not whole; give whole milliseconds since 1970: round it down"],
  [1763888400, IN_SECONDS],
  [99_999_999_999, IN_SECONDS],
  [1763888400000000, "is in microseconds or nanoseconds; give milliseconds since 1970"],
  [new Date(Number.NaN), "is an invalid Date; check the text or number that it was made from"],
  [
    new Date(1763888400),
    "is a Date made from seconds, or before March 1973; make it from milliseconds: multiply the seconds by 1000",
  ],
  [{}, OF_ANOTHER_TYPE],
  [10n, OF_ANOTHER_TYPE],
];
/** What backends pass in place of a plain object, and what to do. */
export const NOT_PLAIN: readonly (readonly [value: unknown, how: string])[] = [
  [Promise.resolve({}), "a promise; put `await` before it"],
  [new Map([["nl", 1]]), "a Map; write `Object.fromEntries(…)` around it"],
  [[], "a list; give an object with a key for each entry"],
  [new Date(0), "an instance of a class; copy its fields into a plain object, as in `{ ...it }`"],
  [new (class Agents {})(), "an instance of a class; copy its fields into a plain object, as in `{ ...it }`"],
];
const NOT_LISTED = "an entry of `closedChannels` must be a channel id";
const MISSING_SCORE =
  "the fact `score` is missing; give it in `facts`, or declare it with a `default` or as `optional` in the ruleset";

/** Properties in place of good ones, and what is said of them. */
export type Malformed = readonly [properties: Readonly<Record<string, unknown>>, ...issues: Expected[]];

export const MALFORMED_REQUESTS: readonly Malformed[] = [
  [{ requestType: undefined }, ["wrong-type", "/requestType", "`requestType` must be a text"]],
  [{ requestType: ["order"] }, ["wrong-type", "/requestType", "`requestType` must be a text"]],
  [
    { requestType: "ordr" },
    ["unknown-request-type", "/requestType", "unknown request type `ordr`; did you mean `order`?"],
  ],
  [
    { requestType: "refund" },
    [
      "unknown-request-type",
      "/requestType",
      "unknown request type `refund`; the request types are `order`, `fraud` and `other`",
    ],
  ],
  [
    { requestType: "toString" },
    [
      "unknown-request-type",
      "/requestType",
      "unknown request type `toString`; the request types are `order`, `fraud` and `other`",
    ],
  ],
  ...WRONG_INSTANTS.map(([at, fault]) => [{ at }, ["invalid-instant", "/at", `\`at\` ${fault}`]] as const),
  ...WRONG_INSTANTS.filter(([value]) => value !== undefined && value !== null).map(
    ([agentAvailabilityAsOf, fault]) =>
      [
        { agentAvailabilityAsOf },
        ["invalid-instant", "/agentAvailabilityAsOf", `\`agentAvailabilityAsOf\` ${fault}`],
      ] as const,
  ),
  [
    { language: undefined },
    ["wrong-type", "/language", "a language is a text, not undefined; write a tag such as `nl`"],
  ],
  [{ language: 7 }, ["wrong-type", "/language", "a language is a text, not a number; write a tag such as `nl`"]],
  [
    { language: "EN_us" },
    ["malformed-language-tag", "/language", "`EN_us` is not a language tag; did you mean `en-US`?"],
  ],
  [
    { language: "" },
    [
      "malformed-language-tag",
      "/language",
      "an empty text is not a language tag; write a BCP 47 tag such as `nl` or `pt-BR`",
    ],
  ],
  [
    { language: ["nl", "en-", null] },
    ["malformed-language-tag", "/language/1", "`en-` is not a language tag; did you mean `en`?"],
    ["wrong-type", "/language/2", "a language is a text, not null; write a tag such as `nl`"],
  ],
  [{ timeZone: 60 }, ["wrong-type", "/timeZone", "`timeZone` must be a text"]],
  ...["", "Mars/Olympus", "+02:00", "customer", "constructor"].map(
    (timeZone) =>
      [
        { timeZone },
        [
          "unknown-time-zone",
          "/timeZone",
          `unknown time zone \`${timeZone}\`; give an IANA name such as \`Europe/Amsterdam\``,
        ],
      ] as const,
  ),
  ...["phone", {}].map(
    (closedChannels) =>
      [
        { closedChannels },
        ["wrong-type", "/closedChannels", "`closedChannels` must be a list of channel ids"],
      ] as const,
  ),
  [
    { closedChannels: ["phone", "Chat", 3, "email", "fax"] },
    ["unknown-channel", "/closedChannels/1", "unknown channel `Chat`; did you mean `chat`?"],
    ["wrong-type", "/closedChannels/2", NOT_LISTED],
    ["always-channel-closed", "/closedChannels/3", "`email` is offered always; it cannot be closed"],
    ["unknown-channel", "/closedChannels/4", "unknown channel `fax`; the channels are `phone`, `chat` and `email`"],
  ],
  [{ closedChannels: new Array(1) }, ["wrong-type", "/closedChannels/0", NOT_LISTED]],
  [
    { closedChannels: new Array(1001).fill("phone") },
    ["too-many", "/closedChannels", "`closedChannels` lists 1001 channels, more than 1000; list each channel once"],
  ],
  [{ facts: "signedIn" }, ["wrong-type", "/facts", "`facts` must be an object"]],
  ...NOT_PLAIN.map(
    ([facts, how]) => [{ facts }, ["wrong-type", "/facts", `\`facts\` must be an object, not ${how}`]] as const,
  ),
  ...NOT_PLAIN.map(
    ([agentAvailability, how]) =>
      [
        { agentAvailability },
        ["wrong-type", "/agentAvailability", `\`agentAvailability\` must be an object, not ${how}`],
      ] as const,
  ),
  ...[undefined, null, {}, { score: undefined }, { score: null }].map(
    (facts) => [{ facts }, ["missing-fact", "/facts/score", MISSING_SCORE]] as const,
  ),
  [
    { facts: { score: 0, singedIn: true } },
    ["unknown-fact", "/facts/singedIn", "unknown fact `singedIn`; did you mean `signedIn`?"],
  ],
  [
    { facts: { score: 0, signedIn: "yes" } },
    ["wrong-type", "/facts/signedIn", "the fact `signedIn` must be true or false"],
  ],
  [{ facts: { score: 0, country: 31 } }, ["wrong-type", "/facts/country", "the fact `country` must be a text"]],
  [
    { facts: { score: 0, role: "Buyer" } },
    ["invalid-value", "/facts/role", "the fact `role` cannot be `Buyer`; did you mean `buyer`?"],
  ],
  [
    { facts: { score: 0, role: "admin" } },
    ["invalid-value", "/facts/role", "the fact `role` cannot be `admin`; it is one of `buyer`, `seller`"],
  ],
  ...["1", 1.5, Number.NaN, Infinity].map(
    (objectCount) =>
      [
        { facts: { score: 0, objectCount } },
        ["wrong-type", "/facts/objectCount", "the fact `objectCount` must be a whole number"],
      ] as const,
  ),
  [
    { facts: { score: 0, objectCount: -1 } },
    ["invalid-value", "/facts/objectCount", "the fact `objectCount` is -1; it must be at least 0"],
  ],
  [
    { facts: { score: 0, objectCount: 11 } },
    ["invalid-value", "/facts/objectCount", "the fact `objectCount` is 11; it must be at most 10"],
  ],
  ...["0", Number.NaN, -Infinity].map(
    (score) => [{ facts: { score } }, ["wrong-type", "/facts/score", "the fact `score` must be a number"]] as const,
  ),
  [{ languages: "nl" }, ["unknown-key", "/languages", "unknown key `languages`; did you mean `language`?"]],
  [
    { request_type: "order" },
    ["unknown-key", "/request_type", "unknown key `request_type`; did you mean `requestType`?"],
  ],
  [{ customer: {} }, ["unknown-key", "/customer", "unknown key `customer`"]],
];
