import { inspect } from "node:util";

/** Calls a function of the user's. What it throws, or rejects with, becomes a warning: it must not end the watching, nor pass unseen. */
export function callBack<Told>(name: string, callback: (told: Told) => void, told: Told): void {
  new Promise((resolve) => resolve(callback(told))).catch((error: unknown) => {
    warn(`\`${name}\` failed; the rules are watched all the same`, inspect(error));
  });
}

/** Node prints it, unless the process listens for `warning` and does better. */
export function warn(message: string, detail = ""): void {
  process.emitWarning(message, { type: "ContactRoutingWarning", detail });
}
