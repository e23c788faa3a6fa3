/** A request by its class, whose language is a getter of the prototype. */
export class Customer {
  readonly requestType = "order";
  readonly at = new Date("2026-11-23T09:00:00Z");
  get language(): string {
    return "nl";
  }
}

/** What a request may be, or any of its properties, in a program that means harm or is merely wrong. */
export const HOSTILE: Readonly<Record<string, () => unknown>> = {
  null: () => null,
  undefined: () => undefined,
  "not a number": () => Number.NaN,
  "minus zero": () => -0,
  "a big integer": () => 10n ** 400n,
  "a symbol": () => Symbol("order"),
  "a function": () => () => "order",
  "a list": () => [],
  "a list of lists": () => [[], [[]]],
  "a list with holes": () => new Array(5),
  "a list of a million": () => new Array(1_000_000).fill("nl"),
  "a text of a million letters": () => "a".repeat(1_000_000),
  "a text of half a letter": () => "\ud800",
  "an object without a prototype": () => Object.create(null),
  "an object with a thousand keys": () =>
    Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`key${index}`, index])),
  "a key named __proto__": () => JSON.parse('{ "__proto__": { "available": 1 }, "constructor": 1 }'),
  "an object that contains itself": () => {
    const self: Record<string, unknown> = {};
    self.self = self;
    return self;
  },
  "an object whose texts throw": () => ({ toString: fail, valueOf: fail, toJSON: fail, [Symbol.toPrimitive]: fail }),
  "a boxed text": () => new String("order"),
  "an invalid Date": () => new Date(Number.NaN),
  "a Date far away": () => new Date(8.64e15),
  "a Date in name alone": () => Object.create(Date.prototype),
  "a Date that throws": () => Object.assign(new Date(0), { getTime: fail }),
  "a Map": () => new Map([["nl", 1]]),
  "a class instance": () => new Customer(),
  "a list that throws": () => new Proxy(["nl"], { get: fail }),
  "a proxy that throws at everything": () =>
    new Proxy({}, { get: fail, has: fail, ownKeys: fail, getPrototypeOf: fail }),
  "a proxy that was revoked": () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  "a getter that throws": () => Object.defineProperty({}, "nl", { get: fail, enumerable: true }),
  "a getter that throws no error": () =>
    Object.defineProperty({}, "phone", {
      get() {
        // biome-ignore lint/style/useThrowOnlyError: what is tested is that callers may
        throw undefined;
      },
      enumerable: true,
    }),
};

export function fail(): never {
  throw new TypeError("hostile");
}
