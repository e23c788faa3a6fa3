/**
 * The tests that decide or read hours, which run in more process time zones. The linter refuses whatever reads the process's own zone
 * (`lint/no-local-time.grit`), but date-fns-tz uses local dates within. They are one file to vitest, so that a zone takes one process.
 */
import "../properties/decision.test.js";
import "../properties/schedules.test.js";
import "../routing/cases.test.js";
import "../schedule/cases.test.js";
import "../schedule/local-hours.test.js";
import "../schedule/timeline.test.js";
import "../schedule/timeline-year.test.js";
import "../schedule/zone-offsets.test.js";
import "./time-zone.test.js";
