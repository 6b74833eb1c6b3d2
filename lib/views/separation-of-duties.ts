import type { AssignmentState } from "@/lib/engine/assignment/assignment";
import type { PackageMention } from "./admin";
import type { Page } from "./page";
import type { PersonView } from "./people";

/** What a package is not to be held together with. */
export type CounterpartKind = "package" | "group";

/** A counterpart as addresses and forms spell it: its kind and its id. */
export const counterpartKey = ({ kind, id }: { readonly kind: CounterpartKind; readonly id: string }): string =>
  `${kind}:${id}`;

/** One line of a package's lists. */
export type DutiesEntry = PackageMention & {
  /** Null for a group, and for a package in a catalog the viewer has no role in. */
  readonly catalogName: string | null;
  /** SOD-4: for packages, whether it is declared the other way round as well, as far as the viewer can know. */
  readonly isMutual: boolean;
  /** SOD-30: how many people hold both; null where the viewer may not know who does. */
  readonly holdersOfBoth: number | null;
};

/** SOD-11: the three lists of a package, and the deliberate exceptions (SOD-34). */
export type DutiesView = {
  readonly id: string;
  readonly displayName: string;
  readonly mayConfigure: boolean;
  readonly incompatiblePackages: readonly DutiesEntry[];
  readonly incompatibleGroups: readonly DutiesEntry[];
  /** The computed reverse list, as far as the viewer sees it. */
  readonly incompatibleWith: readonly DutiesEntry[];
  /** How many more are in catalogs the viewer has no role in. */
  readonly incompatibleWithElsewhere: number;
  /** What this package deliberately bundles, and the packages that bundle this one. */
  readonly overrides: readonly PackageMention[];
  readonly overriddenBy: readonly PackageMention[];
};

type Held = {
  readonly assignmentId: string;
  readonly policyName: string;
  readonly state: AssignmentState;
  readonly endAt: Date | null;
};

/** SOD-30: somebody who holds the package and the counterpart. */
export type HolderOfBoth = {
  readonly person: PersonView;
  readonly here: Held;
  /** Null where the counterpart is a group. */
  readonly there: Held | null;
};

/** SOD-30, SOD-31: who holds both sides of a pair, declared or not. */
export type AdditionalAccessView = {
  readonly package: { readonly id: string; readonly displayName: string };
  readonly counterpart: {
    readonly kind: CounterpartKind;
    readonly id: string;
    readonly displayName: string;
    /** Null for a group. */
    readonly catalogName: string | null;
  };
  /** The package lists the counterpart. */
  readonly isDeclared: boolean;
  /** SOD-4: the counterpart lists the package. */
  readonly isDeclaredBack: boolean;
  readonly mayConfigure: boolean;
  /** SOD-4: the list of the counterpart is the viewer's too. */
  readonly mayConfigureBack: boolean;
  readonly total: number;
  readonly holders: Page<HolderOfBoth>;
};
