/** How far the holders of a package have followed what it gives now (ASN-28). */
export type RoleFollowing = {
  readonly holders: number;
  /** They have its roles and no others by it. */
  readonly reached: number;
  readonly waiting: number;
  readonly failed: number;
  /** ERR-53: the first of those that failed, with the reason. */
  readonly failures: readonly RoleFailure[];
};

export type RoleFailure = {
  readonly person: { readonly id: string; readonly displayName: string };
  readonly role: string;
  readonly problem: string;
  /** Null where it is not tried again on its own. */
  readonly nextAttemptAt: Date | null;
};
