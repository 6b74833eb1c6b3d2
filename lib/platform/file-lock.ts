import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { isRunning, ownIdentity, processIdentity } from "./process";

const holder = z.object({ process: processIdentity, note: z.string() });
export type Holder = z.infer<typeof holder>;

export type FileLock = {
  /** Replaces what others read about the holder, e.g. its address. */
  describe(note: string): void;
  release(): void;
};

export type LockAttempt = { held: true; lock: FileLock } | { held: false; by: Holder };

function read(path: string): Holder | undefined {
  try {
    return holder.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return undefined;
  }
}

/** Takes a lock away from a process that is gone. Only one of several rivals can rename the file. */
function clearStale(path: string): void {
  const aside = `${path}.${randomBytes(4).toString("hex")}`;
  try {
    renameSync(path, aside);
    const found = read(aside);
    // A rival was faster and what we moved is its new lock: put it back.
    if (found && isRunning(found.process)) linkSync(aside, path);
  } catch {
    // Already gone, or taken again: the next attempt sees which.
  }
  rmSync(aside, { force: true });
}

/** Tries once to take the lock at `path`. A holder that was killed does not count: its lock is taken over. */
export function tryFileLock(path: string, note = ""): LockAttempt {
  const content = (text: string) => JSON.stringify({ process: ownIdentity(), note: text } satisfies Holder);
  const draft = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      // Written beside and linked into place: nobody ever reads half a lock.
      writeFileSync(draft, content(note), { mode: 0o600 });
      linkSync(draft, path);
      return {
        held: true,
        lock: {
          describe: (text) => {
            writeFileSync(draft, content(text), { mode: 0o600 });
            renameSync(draft, path);
          },
          release: () => rmSync(path, { force: true }),
        },
      };
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
      const by = read(path);
      if (by && isRunning(by.process)) return { held: false, by };
      clearStale(path);
    } finally {
      rmSync(draft, { force: true });
    }
  }
  throw new Error(`the lock ${path} can be neither taken nor read; remove it`);
}

/**
 * Runs `work` while no other process of this machine holds the lock; waits for its turn.
 * @throws when the holder has not finished within `patienceMs`
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>, patienceMs = 120_000): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const attempt = tryFileLock(path);
    if (attempt.held) {
      try {
        return await work();
      } finally {
        attempt.lock.release();
      }
    }
    if (Date.now() > deadline) throw new Error(`process ${attempt.by.process.pid} holds ${path} and does not finish`);
    await pause(50);
  }
}
