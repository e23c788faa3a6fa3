import { describe, expect, test } from "vitest";
import { readLogLine } from "../../src/cli/replay/read-log-line.js";

const REQUEST = '{"requestType":"order"}';
const AS_JQ_DOES = "write each request on a line of its own, as `jq -c '[.] | flatten[]'` does";
const PIECE = `the line holds a piece of JSON, and not the whole of it; ${AS_JQ_DOES}`;
const TEXT =
  "the line holds JSON and other text; log the JSON alone: an object with a `requestType`, or with a `request`";
const CUT = "the line breaks off within its JSON; log the whole request: it was cut when it was written";
const TABLE = "the line is one of a table, not JSON; export the requests as JSON, each on a line of its own";

const messageOf = (line: string) => {
  const read = readLogLine(line, () => true);
  return "issue" in read ? read.issue.message : null;
};

describe("a line of a log", () => {
  test.each([
    REQUEST,
    `\u001e${REQUEST}`,
    `\u001e\u001e ${REQUEST}`,
    `2026-11-23T10:00:00.123Z ${REQUEST}`,
    `[2026-11-23 10:00:00] INFO: ${REQUEST}`,
    `<134>1 2026-11-23T10:00:00Z host api - - ${REQUEST}`,
    `level=info msg="asked" request=${REQUEST}`,
    `INFO {"user":7,"request":${REQUEST}}`,
  ])("is read, whatever a logger wrote before its request: %j", (line) => {
    expect(readLogLine(line, () => false)).toEqual({ request: { requestType: "order" } });
  });

  test.each([
    [`// ${REQUEST}`, TEXT],
    [`# ${REQUEST}`, TEXT],
    [`- ${REQUEST}`, TEXT],
    [`+ ${REQUEST}`, TEXT],
    ['INFO {"user":7}', TEXT],
    [`${REQUEST} took 3 ms`, TEXT],
    [`INFO ${REQUEST} took 3 ms`, TEXT],
    ["{", PIECE],
    ["\u001e{", PIECE],
    ["[", PIECE],
    ['  "requestType": "order",', PIECE],
    ['"request": {"requestType":"order"}', PIECE],
    ['  "nl",', PIECE],
    ["}", PIECE],
    ["],", PIECE],
    [`${REQUEST},`, PIECE],
    ['{"requestType":"order","at":"2026-', CUT],
    ['{"requestType":"order"', CUT],
    [`[${REQUEST}]`, `the line holds a list; ${AS_JQ_DOES}`],
    ["order,2026-11-23T10:00:00Z,nl", TABLE],
  ])("is not read, and the message says what to do: %j", (line, message) => {
    expect(messageOf(line)).toBe(message);
  });
});
