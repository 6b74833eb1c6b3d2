import { createDatabase } from "@/db/client";
import { startEmbedded } from "@/db/embedded";
import { seedDemo } from "@/db/seed/demo";
import { dropLeftovers, seededTemplate, testServer } from "@/lib/testing/template";

export type SeededServer = { url: string; template: string; stop(): Promise<void> };

/** The tests' server with the demo company on it, ready to be cloned. */
export async function startSeededServer(): Promise<SeededServer> {
  const server = await startEmbedded(testServer);
  await dropLeftovers(server.url);
  const template = await seededTemplate(server.url, async (url) => {
    const handle = createDatabase(url, { max: 2, name: "latchkey demo seed" });
    await seedDemo(handle.db);
    await handle.close();
  });
  return { url: server.url, template, stop: () => server.stop() };
}
