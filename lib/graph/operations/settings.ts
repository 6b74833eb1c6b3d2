import { z } from "zod";
import { may } from "@/lib/auth/permissions";
import { anyCase, parseBody } from "@/lib/graph/http/body";
import { type Call, entityReply, noContent, type Operation } from "@/lib/graph/http/operation";
import { settingProblem } from "@/lib/graph/http/refusal";
import { duration, notSupported, object } from "@/lib/graph/model/input";
import { em } from "./paths";

const path = `${em}/settings`;

/** What is true of people from outside: nothing happens to their accounts when their last access ends. */
const settings = {
  id: "singleton",
  externalUserLifecycleAction: "none",
  durationUntilExternalUserDeletedAfterBlocked: null,
} as const;

const bodySchema = object({
  id: z.unknown().optional(),
  externalUserLifecycleAction: anyCase(["none", "blockSignIn", "blockSignInAndDelete"]).nullish(),
  durationUntilExternalUserDeletedAfterBlocked: duration.nullish(),
});

/** P61: settings are read by who sees everything, and changed by who may. */
function requireReader({ context: { viewer } }: Call): void {
  if (!may(viewer, "viewEverything")) throw settingProblem({ code: "settingsNotFound" });
}

export const settingOperations: readonly Operation[] = [
  {
    method: "GET",
    path,
    permission: "read",
    run: async (call) => {
      requireReader(call);
      return entityReply(call, path.slice(1), settings);
    },
  },
  {
    method: "PATCH",
    path,
    permission: "write",
    run: async (call) => {
      requireReader(call);
      if (!may(call.context.viewer, "changeSettings")) throw settingProblem({ code: "roleNotSufficient" });
      const body = parseBody(bodySchema, await call.body());
      const wanted = body.externalUserLifecycleAction ?? "none";
      if (wanted !== "none" || body.durationUntilExternalUserDeletedAfterBlocked) {
        throw notSupported("The accounts of people from outside are neither blocked nor deleted by the portal yet.");
      }
      return noContent;
    },
  },
];
