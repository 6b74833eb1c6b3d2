import { ensureBuild } from "@/lib/cli/build";
import { startSeededServer } from "./seeded-server";

/** Before the first browser test: an up-to-date build, and one seeded database that every worker clones. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  await ensureBuild();
  const server = await startSeededServer();
  process.env.LATCHKEY_TEST_SERVER = server.url;
  process.env.LATCHKEY_TEST_TEMPLATE = server.template;
  return () => server.stop();
}
