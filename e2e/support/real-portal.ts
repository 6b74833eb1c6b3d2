import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { freePort } from "@/lib/platform/ports";
import { type App, startApp } from "./app";
import { type Issuer, startIssuer } from "./issuer";
import { required } from "./test";

/** Makes a database with people in it one that no demo ever made. */
export async function forgetDemo(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("delete from demo_clock");
  await client.end();
}

export type RealPortal = { app: App; issuer: Issuer; secret: string; stop(): Promise<void> };

/** The portal as an organization runs it: without the demo, people signed in by an issuer. */
export async function startRealPortal(): Promise<RealPortal> {
  const port = await freePort();
  const secret = randomBytes(32).toString("hex");
  const issuer = await startIssuer(`http://localhost:${port}`);
  const app = await startApp(required("LATCHKEY_TEST_SERVER"), required("LATCHKEY_TEST_TEMPLATE"), {
    port,
    prepare: forgetDemo,
    env: {
      LATCHKEY_DEMO: "",
      OIDC_ISSUER: issuer.url,
      OIDC_CLIENT_ID: issuer.clientId,
      OIDC_CLIENT_SECRET: issuer.clientSecret,
      NEXTAUTH_SECRET: secret,
    },
  });
  return {
    app,
    issuer,
    secret,
    stop: async () => {
      await app.stop();
      await issuer.stop();
    },
  };
}
