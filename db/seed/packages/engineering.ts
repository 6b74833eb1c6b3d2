import { days, group, hours, manager, never, type PackageSeed, person, stage } from "./package-seed";
import { productionQuestions } from "./questions";

const leadStage = stage([manager], { fallback: [person("kenji")], isReasonRequired: false });

export const engineeringPackages = {
  production: {
    catalog: "engineering",
    name: "Production environment",
    about: "Operate live services. Not together with the development environment: who builds does not release alone.",
    grants: [
      ["production", "Member"],
      ["deployer", "Production Deployer"],
    ],
    policies: {
      engineers: {
        name: "Engineering and IT",
        about: "Your manager and then the change advisory board decide.",
        scope: "specificDirectoryUsers",
        for: { groups: ["engineering", "it"] },
        stages: [leadStage, stage([group("changeBoard")], { days: 7 })],
        expiration: days(180),
        questions: productionQuestions,
        isJustificationRequired: true,
      },
    },
  },
  development: {
    catalog: "engineering",
    name: "Development environment",
    about: "Deploy to the development environment and change its settings. Not together with production.",
    grants: [
      ["development", "Member"],
      ["deployer", "Development Deployer"],
    ],
    policies: {
      engineers: {
        name: "Engineering and IT",
        about: "Your manager decides.",
        scope: "specificDirectoryUsers",
        for: { groups: ["engineering", "it"] },
        stages: [leadStage],
        expiration: days(365),
      },
    },
  },
  bothEnvironments: {
    catalog: "engineering",
    name: "Production and development environments",
    about:
      "The deliberate exception for migrations and incidents that need both environments at once. Shorter, and information security decides as well.",
    grants: [
      ["production", "Member"],
      ["development", "Member"],
      ["deployer", "Production Deployer"],
    ],
    policies: {
      exception: {
        name: "Exception, 30 days",
        about: "Your manager, the change advisory board and information security decide. Thirty days at most.",
        scope: "specificDirectoryUsers",
        for: { groups: ["engineering", "it"] },
        stages: [
          stage([manager], { fallback: [person("kenji")] }),
          stage([group("changeBoard")], { days: 7 }),
          stage([person("isabel")], { days: 7, alternates: { onDay: 5, ask: [person("elena")] } }),
        ],
        expiration: days(30),
        questions: productionQuestions,
        isJustificationRequired: true,
      },
    },
  },
  onCall: {
    catalog: "engineering",
    name: "On-call Production Support",
    about: "Emergency rights for one shift. They end by themselves after twelve hours.",
    grants: [["deployer", "Emergency Operator"]],
    policies: {
      rota: {
        name: "Platform engineers, one shift",
        about: "Anybody on the change advisory board can decide, within a day.",
        scope: "specificDirectoryUsers",
        for: { groups: ["platform", "it"] },
        stages: [stage([group("changeBoard")], { days: 1, isReasonRequired: false })],
        expiration: hours(12),
        isJustificationRequired: true,
      },
    },
  },
  sourceCode: {
    catalog: "engineering",
    name: "Source Code – Contributor",
    about: "Read and change the source code of services and firmware. Stays until you give it back.",
    grants: [["repositories", "Contributor"]],
    policies: {
      engineers: {
        name: "Engineering",
        about: "Your manager decides. Access does not expire.",
        scope: "specificDirectoryUsers",
        for: { groups: ["engineering"] },
        stages: [leadStage],
        expiration: never,
      },
    },
  },
  warehouse: {
    catalog: "engineering",
    name: "Data Warehouse Reader",
    about: "Query the reporting marts with your own tools. Contains no names of customers.",
    grants: [["warehouseData", "Member"]],
    policies: {
      employees: {
        name: "All employees",
        about: "Your manager decides; the service desk where you have none.",
        scope: "allMemberUsers",
        stages: [stage([manager], { fallback: [group("serviceDesk")], isReasonRequired: false })],
        expiration: days(180),
        isJustificationRequired: true,
      },
    },
  },
  firmwareSigning: {
    catalog: "engineering",
    name: "Firmware Signing Keys",
    about: "Sign firmware releases. Not listed; the firmware team gets the link from its release checklist.",
    isHidden: true,
    grants: [
      ["signing", "Member"],
      ["keyVault", "Signer"],
    ],
    policies: {
      firmware: {
        name: "Firmware team",
        about: "The head of firmware decides.",
        scope: "specificDirectoryUsers",
        for: { groups: ["firmware"] },
        // Names somebody who leaves in the course of the history: what then waits has nobody left to decide it.
        stages: [stage([person("gregor")])],
        expiration: days(90),
        isJustificationRequired: true,
      },
    },
  },
} as const satisfies Record<string, PackageSeed>;
