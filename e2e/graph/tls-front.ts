import { request } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { deferred } from "@/lib/platform/deferred";
import { certificate, privateKey } from "./certificate";

/**
 * An https address in front of a portal that speaks http, as a proxy has in production. Official clients send no token
 * over http and follow no links that begin with it.
 */
export async function startTlsFront() {
  setDefaultCACertificates([...getCACertificates("default"), certificate]);
  let port = 0;
  const server = createServer({ cert: certificate, key: privateKey }, (from, to) => {
    const onward = request(
      { host: "127.0.0.1", port, method: from.method, path: from.url, headers: from.headers },
      (answer) => {
        to.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(to);
      },
    );
    onward.on("error", () => to.destroy());
    from.pipe(onward);
  });
  const { promise: isListening, resolve } = deferred<void>();
  server.listen(0, "127.0.0.1", resolve);
  await isListening;
  const { port: own } = server.address() as AddressInfo;
  return {
    origin: `https://127.0.0.1:${own}`,
    /** Where it leads to, known when the portal behind it has started. */
    leadTo: (behind: string) => {
      port = Number(new URL(behind).port);
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
