import type { Finding } from "../finding.js";
import type { ShapedRuleset } from "../shape/shaped.js";

/** A ruleset without an always channel could leave a customer with an empty page. */
export function checkAlwaysChannel({ channels, known, isBroken }: ShapedRuleset): Finding[] {
  if (
    known.channels === null ||
    // Left out as a whole, as where there are too many.
    (channels.length === 0 && isBroken(["channels"])) ||
    channels.some(({ path, value }) => value.always === true || isBroken([...path, "always"]))
  )
    return [];
  return [
    {
      code: "no-always-channel",
      problem: "no channel is offered always, so a customer could be left without any",
      hint: 'write `"always": true` in one, such as `email`',
      path: ["channels"],
    },
  ];
}
