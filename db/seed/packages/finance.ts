import { days, group, manager, managersManager, managersToo, type PackageSeed, person, stage } from "./package-seed";
import { analystQuestions, vendorQuestions } from "./questions";

/** A manager, the CFO where there is none, the manager's manager when nothing happens in time. */
const managerStage = stage([manager], {
  fallback: [person("tomasz")],
  alternates: { onDay: 8, ask: [managersManager], fallback: [person("claire")] },
});

export const financePackages = {
  financialAnalyst: {
    catalog: "finance",
    name: "Financial Analyst – Standard",
    about:
      "What an analyst needs from the first day: the reporting marts, the reporting role in the ledger and the workbooks on the Finance Reporting site.",
    grants: [
      ["warehouseFinance", "Member"],
      ["ledger", "Reporting Analyst"],
      ["financeSite", "Members"],
    ],
    policies: {
      finance: {
        name: "Finance employees",
        about:
          "Your manager and then the owner of the finance applications decide. Managers can ask for their reports. Access lasts 180 days.",
        scope: "specificDirectoryUsers",
        for: { groups: ["finance"] },
        stages: [
          managerStage,
          stage([group("financeDataOwners")], { alternates: { onDay: 9, ask: [person("tomasz")] } }),
        ],
        expiration: days(180),
        questions: analystQuestions,
        isJustificationRequired: true,
        settings: managersToo,
      },
    },
  },
  vendorInitiator: {
    catalog: "finance",
    name: "Vendor Payment – Initiator",
    about:
      "Enter vendor invoices and prepare payment runs in the ledger. Nobody who prepares payments may also approve them.",
    grants: [["ledger", "Payment Initiator"]],
    policies: {
      finance: {
        name: "Finance employees",
        about: "Your manager and then the owner of the finance applications decide.",
        scope: "specificDirectoryUsers",
        for: { groups: ["finance"] },
        stages: [managerStage, stage([person("grace")], { alternates: { onDay: 8, ask: [person("claire")] } })],
        expiration: days(180),
        questions: vendorQuestions,
        isJustificationRequired: true,
      },
    },
  },
  vendorApprover: {
    catalog: "finance",
    name: "Vendor Payment – Approver",
    about: "Release prepared payment runs to the bank. Nobody who approves payments may also prepare them.",
    grants: [
      ["ledger", "Payment Approver"],
      ["treasury", "Viewer"],
    ],
    policies: {
      finance: {
        name: "Finance employees",
        about: "Your manager and then the owner of the finance applications decide. Reviewed every quarter.",
        scope: "specificDirectoryUsers",
        for: { groups: ["finance"] },
        stages: [managerStage, stage([person("grace")], { alternates: { onDay: 8, ask: [person("tomasz")] } })],
        expiration: days(90),
        questions: vendorQuestions,
        isJustificationRequired: true,
      },
    },
  },
  monthEnd: {
    catalog: "finance",
    name: "Month-End Close",
    about: "Post to the open period and update the close calendar. Ask for the days around the end of the month.",
    grants: [
      ["closeTeam", "Member"],
      ["ledger", "Period Close"],
    ],
    policies: {
      planning: {
        name: "Finance employees, 10 days",
        about: "Your manager decides, or asks for you. Choose the start yourself; access lasts ten days at most.",
        scope: "specificDirectoryUsers",
        for: { groups: ["finance"] },
        stages: [stage([manager], { days: 5, fallback: [person("claire")], isReasonRequired: false })],
        expiration: days(10),
        settings: managersToo,
      },
    },
  },
  treasuryRelease: {
    catalog: "finance",
    name: "Treasury Payment Release",
    about:
      "Release bank transfers in Harborstone Treasury. Three people decide one after the other; each has fourteen days, and from day 8 their alternates may decide too.",
    grants: [["treasury", "Payment Release"]],
    policies: {
      finance: {
        name: "Finance employees",
        about: "Your manager, then the finance data owners, then information security.",
        scope: "specificDirectoryUsers",
        for: { groups: ["finance"] },
        stages: [
          stage([manager], {
            fallback: [person("tomasz")],
            alternates: { onDay: 8, ask: [person("claire")] },
          }),
          stage([person("grace")], { alternates: { onDay: 8, ask: [person("marcus"), person("claire")] } }),
          stage([group("securityReviewers")], { alternates: { onDay: 8, ask: [person("marcus")] } }),
        ],
        expiration: days(90),
        isJustificationRequired: true,
      },
    },
  },
} as const satisfies Record<string, PackageSeed>;
