import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from "@vitest/expect";

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

/**
 * What test files import from `vitest`, for tests that are collected from a file and run one by one in this process.
 *
 * `expect` is vitest's own. A test's id is its file, its name and its number there.
 */
export function createStandIn() {
  let scope = newScope(null, "");
  let tests = [];
  let currentFile = "";
  let later = [];

  // As in vitest, the body runs when the file has: it may read what the file declares below it.
  function describe(name, body) {
    const within = newScope(scope, `${scope.name}${name} `);
    later.push(() => {
      scope = within;
      body();
    });
  }

  function test(name, ...rest) {
    const run = rest.find((argument) => typeof argument === "function");
    const fullName = `${scope.name}${name}`;
    tests.push({ id: `${currentFile}#${tests.length} ${fullName}`, name: fullName, scope, run });
  }

  const each = (declare) => (rows) => (title, body, limit) => {
    for (const row of rows) {
      const values = Array.isArray(row) ? row : [row];
      declare(titleOf(title, values), () => body(...values), limit);
    }
  };
  describe.each = each(describe);
  test.each = each(test);
  test.runIf = (condition) => (condition ? test : () => {});

  const hook = (kind) => (run) => void scope[kind].push({ run });
  const undo = [];
  const vi = {
    spyOn(object, key) {
      const original = object[key];
      undo.push(() => {
        object[key] = original;
      });
      const spy = {
        mockImplementation(implementation) {
          object[key] = implementation;
          return spy;
        },
        mockRestore() {
          object[key] = original;
        },
      };
      return spy;
    },
    stubGlobal(name, value) {
      vi.spyOn(globalThis, name).mockImplementation(value);
    },
    unstubAllGlobals: () =>
      undo
        .splice(0)
        .reverse()
        .forEach((restore) => void restore()),
    restoreAllMocks: () => vi.unstubAllGlobals(),
  };

  return {
    api: {
      ...{ describe, test, it: test, expect, vi },
      ...{
        beforeAll: hook("before"),
        afterAll: hook("after"),
        beforeEach: hook("beforeEach"),
        afterEach: hook("afterEach"),
      },
    },
    /** The tests that `load` declares. */
    collect(file, load) {
      scope = newScope(null, "");
      tests = [];
      currentFile = file;
      later = [];
      load();
      for (const body of later) body();
      return tests;
    },
  };
}

/** Runs one test, with the hooks about it; throws what it throws. */
export async function runTest({ scope, run }) {
  const scopes = [];
  for (let each = scope; each !== null; each = each.outer) scopes.unshift(each);
  for (const each of scopes) {
    for (const { run } of each.before.splice(0)) await run();
  }
  try {
    for (const { run } of scopes.flatMap((each) => each.beforeEach)) await run();
    await run();
  } finally {
    for (const { run } of scopes.flatMap((each) => each.afterEach)) await run();
  }
}

/** Ends what a file's tests began. */
export async function endTests(tests) {
  for (const scope of new Set(tests.map((test) => test.scope))) {
    for (let each = scope; each !== null; each = each.outer) {
      for (const { run } of each.after.splice(0)) await run();
    }
  }
}

function newScope(outer, name) {
  return { outer, name, before: [], after: [], beforeEach: [], afterEach: [] };
}

function titleOf(title, values) {
  let index = 0;
  return title
    .replace(/%[sdioj]/g, () => String(values[index++]))
    .replace(/\$([a-zA-Z]+)/g, (written, key) => String(values[0]?.[key] ?? written));
}

function expect(value, message) {
  return chai.expect(value, message);
}
Object.assign(expect, chai.expect, globalThis[ASYMMETRIC_MATCHERS_OBJECT]);
setState({ assertionCalls: 0 }, expect);

chai.util.addMethod(chai.Assertion.prototype, "toMatchFileSnapshot", function (path) {
  const written = readFileSync(resolve("test/ruleset", path), "utf8");
  chai.expect(this._obj).toBe(written);
});
// Never fails: it may let a mutant live, and kills none that should.
chai.util.addMethod(chai.Assertion.prototype, "toMatchInlineSnapshot", () => {});
