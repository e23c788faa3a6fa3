import { closeSync, openSync, statSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { codeOf, type Environment, Misuse } from "../environment.js";

/** Writes the file that a person named. Throws {@link Misuse} if it cannot be written, or if it has to be new and exists. */
export function writeNamed(named: string, text: string, { cwd }: Pick<Environment, "cwd">, isNew = false): void {
  const path = resolve(cwd, named);
  try {
    writeFileSync(path, text, { flag: isNew ? "wx" : "w" });
  } catch (error) {
    throw describeFailure(error, named, path);
  }
}

/** Throws {@link Misuse} if a file that exists cannot be written. Changes nothing. */
export function refuseReadOnly(named: string, { cwd }: Pick<Environment, "cwd">): void {
  const path = resolve(cwd, named);
  try {
    closeSync(openSync(path, "r+"));
  } catch (error) {
    throw describeFailure(error, named, path);
  }
}

function describeFailure(error: unknown, named: string, path: string): unknown {
  const code = codeOf(error);
  if (code === "ENOENT") return new Misuse(`the folder of ${named} does not exist; make it first`);
  if (code === "ENOTDIR") return new Misuse(`the folder of ${named} is a file; name another`);
  if (code === "EISDIR" || (code === "EEXIST" && statSync(path).isDirectory()))
    return new Misuse(`${named} is a folder; name a file in it`);
  if (code === "EEXIST") return new Misuse(`${named} is there already; name a new file`);
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return new Misuse(`${named} may not be written; check its permissions`);
  }
  return error;
}
