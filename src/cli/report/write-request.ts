import type { ContactRequest } from "../../index.js";

/** As JSON with room to break the line at. What is very long is cut: the agents come last. */
export function writeRequest({ agentAvailabilityAsOf, agentAvailability, ...rest }: ContactRequest): string {
  const text = JSON.stringify({ ...rest, agentAvailabilityAsOf, agentAvailability }, null, 1)
    // Line breaks are those of the layout; inside a text they are escaped.
    .replace(/([[{])\n */g, "$1")
    .replace(/\n *([\]}])/g, "$1")
    .replace(/\n */g, " ");
  return text.length > LONGEST_REQUEST ? `${text.slice(0, LONGEST_REQUEST)}…` : text;
}

const LONGEST_REQUEST = 280;
