import { join } from "node:path";
import { env } from "@/lib/platform/env";
import { type Embedded, startEmbedded } from "./embedded";

/** Everything a clone keeps between runs; removing it is a fresh start. */
export const dataRoot = join(process.cwd(), ".data");

/** The data directory of the demo's server. */
export const demoDataDir = join(dataRoot, "postgres");

/** The data directory of the demo with a large group of companies in it. */
export const scaleDataDir = join(dataRoot, "scale");

/** The data directory for `npm start` without a server of one's own; apart from the demo's, the two must never meet. */
export const productionDataDir = join(dataRoot, "production");

/** The server to use: DATABASE_URL when set, else the embedded one of this clone, started (or joined) on the spot. */
export async function openServer(): Promise<Embedded> {
  const { databaseUrl, demo } = env();
  if (databaseUrl) return { url: databaseUrl, stop: async () => {} };
  return startEmbedded({ dataDir: demo ? demoDataDir : productionDataDir });
}

/** Runs `work` with the server's address and stops what was started for it. */
export async function withServer<T>(work: (url: string) => Promise<T>, open = openServer): Promise<T> {
  const server = await open();
  try {
    return await work(server.url);
  } finally {
    await server.stop();
  }
}
