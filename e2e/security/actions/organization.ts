import type { Entry } from "./entry";

export const organization: readonly Entry[] = [
  {
    action: "app/demo/actions.ts advanceClockAction",
    by: "Elena Petrova",
    call: async () => ({
      file: "app/demo/actions.ts",
      name: "advanceClockAction",
      at: "/",
      sent: { values: [{ hours: 1 }] },
    }),
    strangers: { "Victoria Sinclair": 403, "Grace Kim": 403, "Maya Lindqvist": 403 },
  },
  {
    action: "app/(admin)/admin/settings/actions.ts changeSettingsAction",
    by: "Elena Petrova",
    call: async () => ({
      file: "app/(admin)/admin/settings/actions.ts",
      name: "changeSettingsAction",
      at: "/admin/settings",
      sent: { form: { "read.informationAnswerDays": "7", informationAnswerDays: "5" } },
    }),
    strangers: {
      "Victoria Sinclair": "roleNotSufficient",
      "Grace Kim": "settingsNotFound",
      "Maya Lindqvist": "settingsNotFound",
    },
  },
];
