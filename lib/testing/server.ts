import type { TestProject } from "vitest/node";
import { startEmbedded } from "@/db/embedded";
import { dropLeftovers, migratedTemplate, testServer } from "./template";

declare module "vitest" {
  interface ProvidedContext {
    serverUrl: string;
    template: string;
  }
}

/** Vitest's global set-up of the project `database`: one server, one migrated template, clones of it per test file. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startEmbedded(testServer);
  await dropLeftovers(server.url);
  project.provide("serverUrl", server.url);
  project.provide("template", await migratedTemplate(server.url));
  return () => server.stop();
}
