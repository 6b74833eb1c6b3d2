import type { ForwardingRule } from "@/lib/engine/approval/stage-rules";
import type { PolicyForm } from "@/lib/engine/policy/form";
import type { NeededAttribute } from "./attributes";

type Named = { readonly id: string; readonly displayName: string };

/** What a person or a group is called where a policy names them. */
export type SubjectName = {
  readonly kind: "person" | "group";
  readonly displayName: string;
  /** A disabled person decides nothing. */
  readonly isEnabled: boolean;
};

/** By the id of the person or group. */
export type SubjectNames = Readonly<Record<string, SubjectName>>;

/** What it takes to edit a policy, or to make one where there is none yet. */
export type PolicyEditorView = {
  readonly package: Named & { readonly catalog: Named };
  /** APP-63 */
  readonly forwardingRule: ForwardingRule;
  /** APP-49 */
  readonly maxStageDurationDays: number;
  /** CAT-56: what is asked under every policy of the package. */
  readonly needed: readonly NeededAttribute[];
  /** Whoever the policy names and the directory knows. */
  readonly names: SubjectNames;
  readonly policy: {
    readonly id: string;
    /** ERR-50: what a save has to name. */
    readonly version: number;
    readonly form: PolicyForm;
  } | null;
};
