import type { Issue } from "../../index.js";
import { Misuse } from "../environment.js";
import type { RulesLocation } from "../input/locate-rules.js";

/** Throws {@link Misuse} where the problems are those of scenarios alone, without the rules they are of. */
export function refusePart(issues: readonly Issue[], { spelling }: RulesLocation): void {
  const missing = issues.filter(({ code }) => code === "missing-key").map(({ path }) => path);
  if (!["/ruleset", "/channels", "/languages", "/requestTypes"].every((section) => missing.includes(section))) return;
  const [outermost = ""] = spelling.split("/");
  const isNamed = /^[^.]/.test(outermost) && outermost !== spelling;
  throw new Misuse(
    `\`${spelling}\` is a part of the rules at most; name the folder that holds them all${isNamed ? `, such as \`${outermost}\`` : ""}, and pick scenarios with \`--name\``,
  );
}
