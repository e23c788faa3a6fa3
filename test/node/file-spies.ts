import { promises as fs } from "node:fs";
import { vi } from "vitest";

/** Does something once, right after a file of that name was read next. */
export function afterReading(name: string, action: () => void): void {
  const { readFile } = fs;
  const spy = vi.spyOn(fs, "readFile").mockImplementation(async (...args: Parameters<typeof readFile>) => {
    const read = await readFile(...args);
    if (String(args[0]).endsWith(name)) {
      spy.mockRestore();
      action();
    }
    return read;
  });
}

/** Counts files that are read from now on. */
export function countReadings(): { begun: number; ended: number; onBegin: () => void } {
  const readings = { begun: 0, ended: 0, onBegin: () => {} };
  const { readFile } = fs;
  vi.spyOn(fs, "readFile").mockImplementation(async (...args: Parameters<typeof readFile>) => {
    readings.begun++;
    readings.onBegin();
    const read = await readFile(...args);
    readings.ended++;
    return read;
  });
  return readings;
}

/** From now on, no file seems ever to change. */
export function tellNothing(): void {
  const { stat } = fs;
  vi.spyOn(fs, "stat").mockImplementation(async (...args: Parameters<typeof stat>) => {
    const read = await stat(...args);
    const still = { dev: 1n, ino: 1n, size: 1n, mtimeNs: 1n, ctimeNs: 1n };
    return read.isFile() ? Object.assign(read, still) : read;
  });
}
