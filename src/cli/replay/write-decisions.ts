import { once } from "node:events";
import { createWriteStream, promises as fs } from "node:fs";
import { resolve } from "node:path";
import { PassThrough, promises as stream, type Transform } from "node:stream";
import { createGzip } from "node:zlib";
import type { ReplayedRequest } from "../../analysis.js";
import { codeOf, type Environment, Misuse } from "../environment.js";
import type { Log } from "./read-log.js";

/**
 * Starts a file of decisions, in gzip if its name ends in `.gz`, and replaces an old one. Each line has the line number in the log, the request
 * and the decision, so that the file is a log too. Throws {@link Misuse}.
 */
export async function createDecisionWriter(out: string, log: Log, { cwd }: Environment) {
  if (out === "-")
    throw new Misuse("decisions go to a file, and the report to standard output; name a file as `--out`");
  const path = resolve(cwd, out);
  if (await isSameFile(path, log.path)) throw new Misuse(`\`--out ${out}\` is the log itself; name another file`);
  const refuse = (error: unknown): never => {
    throw new Misuse(`cannot write \`${out}\`${FAILURES[codeOf(error)] ?? ""}`);
  };
  const file = createWriteStream(path);
  await once(file, "open").catch(refuse);
  const head: Transform = out.endsWith(".gz") ? createGzip() : new PassThrough();
  const written = stream.pipeline(head, file);
  // The next `flush` or `close` throws the error.
  written.catch(() => {});
  let kept = "";

  /** Writes the kept decisions, and waits for the disk. Throws {@link Misuse}. */
  async function flush(): Promise<void> {
    const text = kept;
    kept = "";
    if (text === "") return;
    const hasRoom = head.write(text);
    if (!hasRoom) await Promise.race([once(head, "drain"), written]).catch(refuse);
  }

  return {
    /** Keeps a decision until `flush`. */
    add(line: number, request: unknown, { decision, against }: ReplayedRequest) {
      kept += `${JSON.stringify({ line, request, decision, ...(against !== null && { against }) })}\n`;
    },
    flush,
    /** Ends the file. Throws as `flush` does. */
    async close() {
      await flush();
      head.end();
      await written.catch(refuse);
    },
  };
}

async function isSameFile(path: string, other: string | null): Promise<boolean> {
  if (other === null) return false;
  try {
    const [one, two] = await Promise.all([fs.stat(path), fs.stat(other)]);
    return one.dev === two.dev && one.ino === two.ino;
  } catch {
    return false;
  }
}

const FAILURES: Readonly<Record<string, string>> = {
  ENOENT: ": its folder does not exist; make it first",
  EISDIR: ": it is a folder; name a file in it",
  EACCES: ": it may not be written; check its permissions",
  ENOSPC: ": the disk is full",
};
