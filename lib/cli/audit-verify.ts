import { createDatabase, databaseError } from "@/db/client";
import { startEmbedded } from "@/db/embedded";
import { demoDataDir, withServer } from "@/db/server";
import { type ChainFault, verifyAudit } from "@/lib/queries/admin/audit-chain";
import type { ChainLink } from "@/lib/views/audit";
import { Complaint, hasFlag, option, run, say } from "./program";

function notedLink(): ChainLink | null {
  const text = option("link");
  if (text === undefined) return null;
  const [, position, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (!position || !hash) throw new Complaint("--link takes a link as the audit log shows it: 1234:9f86d081…");
  return { position: Number(position), hash };
}

function wordsOf(fault: ChainFault): string {
  switch (fault.kind) {
    case "changed":
      return `Broken at link ${fault.position}: entry ${fault.eventId} or what came before it is not as it was written.`;
    case "missing":
      return `Broken at link ${fault.position}: entry ${fault.eventId} is gone.`;
    case "unchained":
      return `Entry ${fault.eventId} was written past the chain.`;
    case "notOurs":
      return `Link ${fault.link.position} is not the one that was noted: the chain was cut off or written anew.`;
  }
}

async function verify(url: string): Promise<number> {
  const noted = notedLink();
  const handle = createDatabase(url, { name: "latchkey audit", max: 1, statementTimeoutMs: 0 });
  try {
    const began = performance.now();
    const { entries, last, fault } = await verifyAudit(handle.db, noted);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    say(`${entries.toLocaleString("en")} entries read in ${seconds} s`);
    say(fault ? wordsOf(fault) : "Every entry is as it was written.");
    if (noted && !fault) say(`Link ${noted.position} is in it as it was noted.`);
    if (last) say(`The last link now: ${last.position}:${last.hash}`);
    return fault ? 1 : 0;
  } catch (error) {
    if (databaseError(error)?.code !== "42P01") throw error;
    throw new Complaint("This database is of an older release; `npm run db:migrate` brings it up to date.");
  } finally {
    await handle.close();
  }
}

/**
 * `npm run audit:verify [-- --link 1234:9f86…] [--demo]`: whether the audit log is as it was written, in the database of
 * DATABASE_URL, the embedded one or the demo's.
 */
const program = (): Promise<number> =>
  withServer(verify, hasFlag("demo") ? () => startEmbedded({ dataDir: demoDataDir }) : undefined);

await run(program);
