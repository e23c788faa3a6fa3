import type { ContactRequest } from "../../../runtime/request/request.js";
import type { Level } from "../diagram/diagram.js";
import type { Assignment } from "../diagram/diagram-paths.js";
import type { Side } from "../model/side.js";
import { requestOfPath } from "./request-of-path.js";
import { requestOn } from "./request-on.js";

/**
 * A complete request of the situation of a path, which says no more than it must. The desks are those of a channel; null for a situation of
 * the request alone. Facts and channels that the side does not declare are left out.
 */
export function exampleRequest(
  levels: readonly Level[],
  path: Assignment,
  side: Side,
  channel: string | null,
): ContactRequest {
  const desks = channel === null ? [] : desksIn(levels, path).map((language) => ({ channel, language }));
  return requestOn(side, requestOfPath(levels, path, desks, side.compiled.document.languages.fallback, 0));
}

/** The languages that come into consideration. */
export function desksIn(levels: readonly Level[], path: Assignment): readonly string[] {
  const level = levels.findIndex(({ axis }) => axis.kind === "language");
  const axis = levels[level]?.axis;
  return axis?.kind === "language" ? (axis.classes[path[level] ?? -1]?.desks ?? []) : [];
}
