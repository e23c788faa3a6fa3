/**
 * The tests that decide or read hours, which run in more process time zones. The linter refuses whatever reads the process's own zone
 * (`lint/no-local-time.grit`), but date-fns-tz uses local dates within. They are one file to vitest, so that a zone takes one process.
 */
import "../properties/decision.test.js";
import "../properties/schedules.test.js";
import "../runtime/cases.test.js";
import "../runtime/hours/cases.test.js";
import "../runtime/hours/intl-offsets.test.js";
import "../runtime/hours/local-hours.test.js";
import "../runtime/hours/timeline.test.js";
import "../runtime/hours/period-hours.test.js";
import "../compile/schedule/zone-offsets.test.js";
import "./time-zone.test.js";
