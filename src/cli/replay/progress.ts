import { countOf } from "../../words/numbers.js";
import type { Environment } from "../environment.js";
import { screenOf } from "../terminal/screen.js";

/** Shows the progress of a long command on one line of a terminal. Other outputs get nothing. */
interface Progress {
  /** `bytes` are of the log as it is stored. */
  show(bytes: number, lines: number): void;
  /** Removes the line. */
  clear(): void;
}

/** `size` is the number of all bytes; null if it is unknown. */
export function createProgress(size: number | null, environment: Environment): Progress {
  const { stderr, variables } = environment;
  if (stderr.isTTY !== true || variables.TERM === "dumb") return { show() {}, clear() {} };
  const { width } = screenOf(stderr, environment);
  let shownAt = Number.NEGATIVE_INFINITY;
  return {
    show(bytes, lines) {
      const now = environment.now();
      if (now - shownAt < PAUSE_MS) return;
      shownAt = now;
      stderr.write(`${TO_LINE_START}${formatProgress(bytes, size, lines, width)}${CLEAR_REST}`);
    },
    clear() {
      if (shownAt > Number.NEGATIVE_INFINITY) stderr.write(`${TO_LINE_START}${CLEAR_REST}`);
    },
  };
}

const PAUSE_MS = 100;
const TO_LINE_START = "\r";
const CLEAR_REST = "\u001b[K";

/** `  42% ████████░░░░░░░░░░░░  423,000 lines`, shorter than the screen, so that the terminal does not begin a new line. */
function formatProgress(bytes: number, size: number | null, lines: number, width: number): string {
  const count = `  ${countOf(lines, "line")}`;
  if (size === null || size === 0) return count;
  const part = Math.min(bytes / size, 1);
  const room = Math.min(width - count.length - 8, LONGEST_BAR);
  const filled = Math.round(part * room);
  return `${String(Math.floor(part * 100)).padStart(5)}% ${"█".repeat(filled)}${"░".repeat(room - filled)}${count}`;
}

const LONGEST_BAR = 40;
