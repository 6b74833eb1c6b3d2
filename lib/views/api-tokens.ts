import type { Scope } from "@/lib/engine/token/token";
import type { Page } from "./page";

/** A token of the API as lists show it; what it is known by is nowhere to be had. */
export type ApiTokenRow = {
  readonly id: string;
  readonly displayName: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
  readonly isExpired: boolean;
};

/** The same with whose it is. */
export type OwnedTokenRow = ApiTokenRow & {
  readonly ownerId: string;
  readonly ownerName: string;
  readonly isOwnerEnabled: boolean;
  /** It is a service's. */
  readonly isService: boolean;
};

export type OwnedTokenPage = Page<OwnedTokenRow>;
