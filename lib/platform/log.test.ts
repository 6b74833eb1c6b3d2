import { describe, expect, it } from "vitest";
import { createLog, type LogLevel, logLine } from "./log";

const at = new Date("2026-03-03T09:00:00Z");
const line = (fields: Record<string, unknown>, level: LogLevel = "info") => logLine(level, "event", fields, at);

describe("a log line", () => {
  it("is one JSON object", () => {
    expect(JSON.parse(line({ requestId: "r1", ms: 12 }))).toEqual({
      at: "2026-03-03T09:00:00.000Z",
      level: "info",
      event: "event",
      requestId: "r1",
      ms: 12,
    });
  });

  it.each(["answers", "justification", "email", "NEXTAUTH_SECRET", "accessToken", "cookie", "params", "denialReason"])(
    "never holds %s, at any depth",
    (key) => {
      expect(line({ payload: [{ [key]: { text: "geheim" } }] })).not.toMatch(/geheim/);
    },
  );

  it("masks addresses and passwords inside texts", () => {
    const text = line({ note: "mail to ada.l+x@contoso.example via postgres://latchkey:geheim@127.0.0.1:5432/x" });
    expect(text).not.toMatch(/ada|geheim/);
    expect(text).toMatch(/\[e-mail\]/);
  });

  it("keeps an error's kind and place, not the values it was about", () => {
    const cause = Object.assign(new Error("duplicate key value"), {
      code: "23505",
      constraint: "people_email_key",
      detail: "Key (email)=(ada@contoso.example) already exists.",
    });
    const error = new Error("Failed query: insert into people values ($1)\nparams: geheim", { cause });
    const text = line({ error }, "error");
    expect(text).not.toMatch(/geheim|ada/);
    expect(JSON.parse(text).error).toMatchObject({
      message: "Failed query: insert into people values ($1)",
      cause: { code: "23505", constraint: "people_email_key" },
    });
    expect(JSON.parse(text).error.stack[0]).toMatch(/^at /);
  });

  it("ends, whatever it is given", () => {
    const loop: Record<string, unknown> = { big: 1n };
    loop.self = loop;
    expect(line(loop)).toMatch(/\[deep\]/);
  });
});

describe("createLog", () => {
  it("drops what is below the level", () => {
    const lines: string[] = [];
    const log = createLog(
      () => "warn",
      (text) => lines.push(text),
    );
    log.info("quiet");
    log.warn("loud");
    log.error("louder");
    expect(lines.map((text) => JSON.parse(text).event)).toEqual(["loud", "louder"]);
  });
});
