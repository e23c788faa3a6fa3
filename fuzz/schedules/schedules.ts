import type { Target } from "../law.js";
import { dates } from "./dates.js";
import { hours } from "./hours.js";
import { offsets } from "./offsets.js";

export const schedules: Target = { name: "schedules", laws: [hours, offsets, dates] };
