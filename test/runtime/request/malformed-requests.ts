/** What the requests of {@link MALFORMED_REQUESTS} are read with: a fact that every request must give. */
export const FACTS = {
  signedIn: { type: "boolean", default: true },
  role: { type: "string", values: ["buyer", "seller"], default: "buyer" },
  country: { type: "string", default: "NL" },
  objectCount: { type: "integer", minimum: 0, maximum: 10, default: 1 },
  score: { type: "number" },
};

export type Expected = readonly [code: string, path: string, message: string];

const INSTANT =
  "write it with an offset, as in `2026-11-23T10:00:00+01:00`, or give a Date or whole milliseconds since 1970";
const NOT_AT = ["invalid-instant", "/at", `\`at\` is not an instant between 1970 and 2200; ${INSTANT}`] as const;
const AS_OF = "/agentAvailabilityAsOf";
const NOT_AS_OF = [
  "invalid-instant",
  AS_OF,
  `\`agentAvailabilityAsOf\` is not an instant between 1970 and 2200; ${INSTANT}`,
] as const;
const NOT_LISTED = "an entry of `closedChannels` must be a channel id";
const MISSING_SCORE = "the fact `score` is missing; give it in `facts`, or declare a `default` for it in the ruleset";

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
  ...[
    undefined,
    null,
    "",
    "2026-11-23",
    "2026-11-23T10:00:00",
    "2026-02-30T10:00:00Z",
    "2026-11-23T24:00:00Z",
    "now",
    {},
  ].map((at) => [{ at }, NOT_AT] as const),
  ...[Number.NaN, 0.5, -1, Infinity, 7258118400001, new Date(Number.NaN), new Date(-1), 10n].map(
    (at) => [{ at }, NOT_AT] as const,
  ),
  ...["2200-01-01T00:00:00.001Z", "1969-12-31T23:59:59Z", "+010000-01-01T00:00:00Z"].map(
    (at) => [{ at }, NOT_AT] as const,
  ),
  ...[null, "yesterday", Number.NaN].map((agentAvailabilityAsOf) => [{ agentAvailabilityAsOf }, NOT_AS_OF] as const),
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
      "an empty text is no language tag; write a BCP 47 tag such as `nl` or `pt-BR`",
    ],
  ],
  [
    { language: ["nl", "en-", null] },
    ["malformed-language-tag", "/language/1", "`en-` is not a language tag; did you mean `en`?"],
    ["wrong-type", "/language/2", "a language is a text, not null; write a tag such as `nl`"],
  ],
  [{ timeZone: null }, ["wrong-type", "/timeZone", "`timeZone` must be a text"]],
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
  ...[null, "phone", {}].map(
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
  ...[null, [], "signedIn"].map((facts) => [{ facts }, ["wrong-type", "/facts", "`facts` must be an object"]] as const),
  [{ facts: undefined }, ["missing-fact", "/facts/score", MISSING_SCORE]],
  [{ facts: { score: undefined } }, ["missing-fact", "/facts/score", MISSING_SCORE]],
  [
    { facts: { score: 0, singedIn: true } },
    ["unknown-fact", "/facts/singedIn", "unknown fact `singedIn`; did you mean `signedIn`?"],
  ],
  [
    { facts: { score: 0, signedIn: "yes" } },
    ["wrong-type", "/facts/signedIn", "the fact `signedIn` must be true or false"],
  ],
  [{ facts: { score: 0, country: 31 } }, ["wrong-type", "/facts/country", "the fact `country` must be a text"]],
  [{ facts: { score: 0, country: null } }, ["wrong-type", "/facts/country", "the fact `country` must be a text"]],
  [
    { facts: { score: 0, role: "Buyer" } },
    ["invalid-value", "/facts/role", "the fact `role` cannot be `Buyer`; did you mean `buyer`?"],
  ],
  [
    { facts: { score: 0, role: "admin" } },
    ["invalid-value", "/facts/role", "the fact `role` cannot be `admin`; it is one of `buyer`, `seller`"],
  ],
  ...["1", 1.5, Number.NaN, Infinity, null].map(
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
  ...["0", Number.NaN, -Infinity, null].map(
    (score) => [{ facts: { score } }, ["wrong-type", "/facts/score", "the fact `score` must be a number"]] as const,
  ),
  [{ languages: "nl" }, ["unknown-key", "/languages", "unknown key `languages`; did you mean `language`?"]],
  [
    { request_type: "order" },
    ["unknown-key", "/request_type", "unknown key `request_type`; did you mean `requestType`?"],
  ],
  [{ customer: {} }, ["unknown-key", "/customer", "unknown key `customer`"]],
];
