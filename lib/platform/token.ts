import { createHash, randomBytes } from "node:crypto";

/** What every token of the portal begins with, so that people and scanners of code know one when they see it. */
const tokenPrefix = "lk_";

/** A new token: 32 bytes nobody can guess. */
export const newToken = (): string => `${tokenPrefix}${randomBytes(32).toString("base64url")}`;

/** How a token is kept and looked for: SHA-256 in hexadecimal. */
export const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");
