import { expect, test } from "vitest";
import { boundedCache } from "../../src/values/bounded-cache.js";

test("a value is made once while it is kept", () => {
  const made: string[] = [];
  const lengthOf = boundedCache(2, (key: string) => {
    made.push(key);
    return { length: key.length };
  });
  expect(lengthOf("one")).toBe(lengthOf("one"));
  expect(made).toEqual(["one"]);
});

test("false is kept too", () => {
  let made = 0;
  const never = boundedCache(2, (_key: string) => {
    made++;
    return false;
  });
  expect([never("a"), never("a"), made]).toEqual([false, false, 1]);
});

test("the key that came first makes room for one too many", () => {
  const made: string[] = [];
  const keep = boundedCache(2, (key: string) => {
    made.push(key);
    return { key };
  });
  for (const key of ["a", "b", "a", "c", "b", "a"]) keep(key);
  expect(made).toEqual(["a", "b", "c", "a"]);
});

test("an error is not kept", () => {
  let fails = true;
  const keep = boundedCache(2, (key: string) => {
    if (fails) throw new Error("not yet");
    return { key };
  });
  expect(() => keep("a")).toThrow("not yet");
  fails = false;
  expect(keep("a")).toEqual({ key: "a" });
});
