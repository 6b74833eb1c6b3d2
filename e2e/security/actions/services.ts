import type { ActionCall } from "@/e2e/support/action-calls";
import { serviceOf } from "@/e2e/support/services";
import type { Entry } from "./entry";

const file = "app/(admin)/admin/settings/services/actions.ts";
const at = "/admin/settings/services";
const sent = (name: string, form: Record<string, string>): ActionCall => ({ file, name, at, sent: { form } });

/** What those are told who may only look, and those who may not even do that. */
const strangers = (missing: string) => ({
  "Victoria Sinclair": "roleNotSufficient",
  "Grace Kim": missing,
  "Maya Lindqvist": missing,
});

export const services: readonly Entry[] = [
  {
    action: `${file} createServiceAction`,
    by: "Elena Petrova",
    call: async () => sent("createServiceAction", { displayName: "Nightly sync", clientId: "" }),
    strangers: strangers("roleNotSufficient"),
    // Of a name there is one service; the message stands at the field.
    again: null,
  },
  {
    action: `${file} createServiceTokenAction`,
    by: "Elena Petrova",
    call: async (app, id) =>
      sent("createServiceTokenAction", {
        serviceId: id ?? (await serviceOf(app)),
        displayName: "Nightly",
        scopes: "EntitlementManagement.Read.All",
        days: "30",
      }),
    strangers: strangers("serviceNotFound"),
    unknown: "serviceNotFound",
    again: null,
  },
  {
    action: `${file} updateServiceAction`,
    by: "Elena Petrova",
    call: async (app, id) =>
      sent("updateServiceAction", {
        serviceId: id ?? (await serviceOf(app, "Badge reader")),
        displayName: "Badge readers",
        clientId: "",
        version: id === undefined ? "1" : "0",
      }),
    strangers: strangers("serviceNotFound"),
    unknown: "serviceNotFound",
    again: "staleVersion",
  },
  {
    action: `${file} setServiceEnabledAction`,
    by: "Elena Petrova",
    call: async (app, id) =>
      sent("setServiceEnabledAction", {
        serviceId: id ?? (await serviceOf(app, "Old import")),
        isEnabled: "false",
        reason: "Replaced.",
      }),
    strangers: strangers("serviceNotFound"),
    unknown: "serviceNotFound",
    again: null,
  },
];
