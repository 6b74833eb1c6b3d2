/** The portal answered, and the answer was no: signed out, not allowed or not there. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
  readonly status: number;

  constructor(status: number) {
    super(`refused with status ${status}`);
    this.status = status;
  }
}

/** Reads a GET route of the portal as JSON. Throws RefusedError for 4xx, an ordinary error for everything else. */
export const fetchJson = (path: string, signal?: AbortSignal): Promise<unknown> => send(path, signal ? { signal } : {});

/** The same for a POST route that answers a question too long for an address. */
export const askJson = (path: string, question: unknown): Promise<unknown> =>
  send(path, { method: "POST", body: JSON.stringify(question), headers: { "content-type": "application/json" } });

async function send(path: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(path, { ...init, headers: { accept: "application/json", ...init.headers } });
  if (response.status === 401) {
    // The session ended meanwhile: a full load leads to the sign-in page and back here.
    location.reload();
  }
  if (response.status >= 400 && response.status < 500) throw new RefusedError(response.status);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}
