import { z } from "zod";
import type { AccessPackageId, GroupId } from "@/lib/engine/ids";

/** What a package is not to be held together with, as a form names it. */
export type Counterpart =
  | { readonly kind: "package"; readonly packageId: AccessPackageId }
  | { readonly kind: "group"; readonly groupId: GroupId };

/** A package or group as the picker sends it: "package:" or "group:" and the id. */
export const counterpartInput = z
  .string("Choose one from the list.")
  .max(60, "Choose one from the list.")
  .transform((text, context): Counterpart => {
    const [kind, id] = text.split(":", 2);
    const parsed = z.uuid().safeParse(id);
    if (parsed.success && kind === "package") return { kind, packageId: parsed.data as AccessPackageId };
    if (parsed.success && kind === "group") return { kind, groupId: parsed.data as GroupId };
    context.addIssue({ code: "custom", message: "Choose one from the list." });
    return z.NEVER;
  });
