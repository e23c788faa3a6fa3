import type { Target } from "../law.js";
import { explained } from "./explained.js";
import { reference } from "./reference.js";
import { rewritten } from "./rewritten.js";
import { times } from "./times.js";
import { usedRouter } from "./used-router.js";

export const decisions: Target = { name: "decisions", laws: [reference, times, usedRouter, rewritten, explained] };
