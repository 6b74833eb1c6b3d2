import { randomBytes } from "node:crypto";

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/**
 * A UUID version 7 (RFC 9562): 48 bits of milliseconds, then randomness, so ids sort by the time they were made.
 * @param at the instant, 1970 or later
 * @param random at least 10 bytes
 */
export function uuidV7(at: Date, random: Uint8Array): string {
  const milliseconds = at.getTime();
  if (!Number.isSafeInteger(milliseconds) || milliseconds < 0 || milliseconds >= 2 ** 48) {
    throw new RangeError("a version 7 id needs an instant from 1970 on");
  }
  if (random.length < 10) throw new RangeError("a version 7 id needs 10 random bytes");
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(milliseconds, 0, 6);
  bytes.set(random.subarray(0, 10), 6);
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** A fresh id. Pass the command's `now`, so that ids sort with the facts they belong to under a moved clock too. */
export function newId(at: Date = new Date()): string {
  return uuidV7(at, randomBytes(10));
}

/** Whether a text from outside (URL, form) has the form of an id; ask before it reaches a `uuid` column. */
export function isUuid(value: unknown): value is string {
  return typeof value === "string" && uuidPattern.test(value);
}
