import { z } from "zod";
import type { Principal } from "@/lib/engine/directory";
import type { GroupId, PersonId } from "@/lib/engine/ids";

/** Who gets a role as the picker sends it: "person:", "service:" or "group:" and the id. `missing` is said where none was chosen. */
export const principalInput = (missing: string) =>
  z
    .string(missing)
    .min(1, missing)
    .transform((text, context): Principal => {
      const [kind, id] = text.split(":", 2);
      const parsed = z.uuid().safeParse(id);
      if (parsed.success && (kind === "person" || kind === "service"))
        return { kind: "person", personId: parsed.data as PersonId };
      if (parsed.success && kind === "group") return { kind, groupId: parsed.data as GroupId };
      context.addIssue({ code: "custom", message: "Choose somebody from the list." });
      return z.NEVER;
    });
