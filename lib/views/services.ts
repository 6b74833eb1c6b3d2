import type { AdministrativeRole, AdminPersonDetail } from "./admin";
import type { ApiTokenRow } from "./api-tokens";

/** A service as the list of them shows it. */
export type ServiceRow = {
  readonly id: string;
  readonly displayName: string;
  readonly isEnabled: boolean;
  /** Null where it has none at the issuer that the portal trusts. */
  readonly clientId: string | null;
  /** `catalog` is null where the role holds everywhere. */
  readonly roles: readonly { readonly role: AdministrativeRole; readonly catalog: string | null }[];
  /** Tokens that still work. */
  readonly tokenCount: number;
  /** The last use of any token that was made for it here, to the minute. */
  readonly lastUsedAt: Date | null;
};

/** A service with everything its page shows. */
export type ServiceView = {
  readonly id: string;
  readonly displayName: string;
  readonly isEnabled: boolean;
  readonly clientId: string | null;
  /** ERR-50: what a save has to name. */
  readonly version: number;
  readonly roles: AdminPersonDetail["roles"];
  readonly tokens: readonly ApiTokenRow[];
};
