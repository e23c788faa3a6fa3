import { type Malformed, NOT_PLAIN } from "./malformed-requests.js";

const COUNT = "must be a whole number, 0 or more";
const NL = "/agentAvailability/phone/nl";

export const MALFORMED_AVAILABILITY: readonly Malformed[] = [
  [
    { agentAvailability: { phone: { nl: { available: 1, asOf: "2026-11-23T10:00:00" } } } },
    ["invalid-instant", `${NL}/asOf`, "`asOf` has no offset; add one, as in `2026-11-23T10:00:00+01:00`"],
  ],
  [
    { agentAvailability: { phone: { nl: { asof: "2026-11-23T10:00:00Z" } } } },
    ["unknown-key", `${NL}/asof`, "unknown key `asof`; did you mean `asOf`?"],
  ],
  ...["phone", 3].map(
    (agentAvailability) =>
      [{ agentAvailability }, ["wrong-type", "/agentAvailability", "`agentAvailability` must be an object"]] as const,
  ),
  [
    { agentAvailability: { phon: {} } },
    ["unknown-channel", "/agentAvailability/phon", "unknown channel `phon`; did you mean `phone`?"],
  ],
  [
    { agentAvailability: { "a/b~c": {} } },
    [
      "unknown-channel",
      "/agentAvailability/a~1b~0c",
      "unknown channel `a/b~c`; the channels are `phone`, `chat` and `email`",
    ],
  ],
  ...[2, undefined].map(
    (phone) =>
      [
        { agentAvailability: { phone } },
        ["wrong-type", "/agentAvailability/phone", "the availability of `phone` must be an object of languages"],
      ] as const,
  ),
  ...NOT_PLAIN.map(
    ([phone, how]) =>
      [
        { agentAvailability: { phone } },
        [
          "wrong-type",
          "/agentAvailability/phone",
          `the availability of \`phone\` must be an object of languages, not ${how}`,
        ],
      ] as const,
  ),
  ...NOT_PLAIN.map(
    ([nl, how]) =>
      [
        { agentAvailability: { phone: { nl } } },
        [
          "wrong-type",
          NL,
          `an entry of \`agentAvailability\` must be a number of agents, an object with \`available\`, or null, not ${how}`,
        ],
      ] as const,
  ),
  [
    { agentAvailability: { phone: { EN_us: 1, nl: 1 } } },
    [
      "malformed-language-tag",
      "/agentAvailability/phone/EN_us",
      "`EN_us` is not a language tag; did you mean `en-US`?",
    ],
  ],
  [
    { agentAvailability: { phone: { nl: 1, nld: 1 } } },
    ["duplicate-language", "/agentAvailability/phone/nld", "`nld` is the same language as another key, `nl`; keep one"],
  ],
  [
    { agentAvailability: { phone: { fi: 1, fin: 1 } } },
    ["duplicate-language", "/agentAvailability/phone/fin", "`fin` is the same language as another key, `fi`; keep one"],
  ],
  ...["2", true, undefined].map(
    (nl) =>
      [
        { agentAvailability: { phone: { nl } } },
        [
          "wrong-type",
          NL,
          "an entry of `agentAvailability` must be a number of agents, an object with `available`, or null",
        ],
      ] as const,
  ),
  ...[-1, 0.5, Number.NaN, Infinity, 2 ** 53].map(
    (nl) =>
      [
        { agentAvailability: { phone: { nl } } },
        ["invalid-value", NL, `the number of available agents ${COUNT}`],
      ] as const,
  ),
  ...["available", "staffed", "contactsInQueue"].flatMap((key) =>
    ["1", -1, 1.5, Number.NaN].map(
      (value) =>
        [
          { agentAvailability: { phone: { nl: { available: 1, [key]: value } } } },
          ["invalid-value", `${NL}/${key}`, `\`${key}\` ${COUNT}`],
        ] as const,
    ),
  ),
  ...["60", -0.1, Infinity].map(
    (estimatedWaitSeconds) =>
      [
        { agentAvailability: { phone: { nl: { available: 1, estimatedWaitSeconds } } } },
        [
          "invalid-value",
          `${NL}/estimatedWaitSeconds`,
          "`estimatedWaitSeconds` must be a number of seconds, 0 or more",
        ],
      ] as const,
  ),
  [
    { agentAvailability: { phone: { nl: { avialable: 1 } } } },
    ["unknown-key", `${NL}/avialable`, "unknown key `avialable`; did you mean `available`?"],
  ],
];
