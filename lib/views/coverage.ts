import type { GapKind } from "@/lib/engine/coverage/gaps";
import type { Page } from "./page";
import type { PeopleView, PersonView } from "./people";

type Named = { readonly id: string; readonly displayName: string };

/** Why one of those whom a stage asks is nobody. */
export type AbsenceView =
  | { readonly kind: "personDisabled" | "personThemselves"; readonly person: Named }
  | { readonly kind: "groupEmpty" | "groupDisabled" | "groupOnlyThemselves"; readonly group: Named }
  | { readonly kind: "managerMissing" | "managerDisabled"; readonly managerLevel: 1 | 2 }
  | { readonly kind: "sponsorsMissing" | "sponsorsDisabled" }
  /** Who was named is in the directory no more. */
  | { readonly kind: "unknown" };

/** A stage in which these people's requests would find nobody. */
export type GapView = {
  readonly kind: GapKind;
  /** Counted from 0. */
  readonly stage: number;
  readonly stageCount: number;
  readonly durationDays: number;
  /** Null where the stage is not forwarded. */
  readonly forwardAfterDays: number | null;
  /** The alternates where it is about the forwarding, else the approvers. */
  readonly asked: readonly AbsenceView[];
  readonly fallbacks: readonly AbsenceView[];
  readonly affected: PeopleView;
};

export type PackageGapsView = Named & {
  readonly catalog: Named;
  readonly policies: readonly (Named & { readonly gaps: readonly GapView[] })[];
};

export type CoverageView = Page<PackageGapsView> & {
  /** How many gaps there are of each kind, whichever of them are shown. */
  readonly counts: Readonly<Record<GapKind, number>>;
};

/** Somebody whose leaving can be thought through. */
export type LeaverView = Named & { readonly jobTitle: string | null; readonly isEnabled: boolean };

/** A running request that would be left with nobody who could decide. */
export type JamView = {
  readonly id: string;
  readonly target: PersonView;
  readonly package: Named;
  readonly policyName: string;
  readonly stage: number;
  readonly stageCount: number;
  readonly kind: "nobody" | "nobodyUntilForwarded";
  /** When it would be forwarded, else when it would expire. */
  readonly until: Date;
};

/** What would jam if somebody left, as far as the viewer's catalogs go; `more` counts what is not listed. */
export type DepartureView = {
  readonly person: LeaverView;
  /** How many packages would have a stage in which nobody decides, at first or at all. */
  readonly jammedPackages: number;
  /** The worst first. */
  readonly packages: readonly PackageGapsView[];
  readonly morePackages: number;
  readonly requests: readonly JamView[];
  readonly moreRequests: number;
};
