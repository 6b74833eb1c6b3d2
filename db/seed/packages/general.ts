import { colleaguesToo, days, group, manager, never, type PackageSeed, person, sponsors, stage } from "./package-seed";
import { caseQuestions } from "./questions";

export const generalPackages = {
  expenses: {
    catalog: "general",
    name: "Travel and Expenses",
    about: "Book travel and hand in expense reports. Everybody on the payroll gets it without a decision.",
    grants: [["expenses", "Employee"]],
    policies: {
      employees: {
        name: "All employees",
        about: "Access at once, without a decision. It does not expire.",
        scope: "allMemberUsers",
        stages: [],
        expiration: never,
      },
    },
  },
  remoteAccess: {
    catalog: "general",
    name: "Remote Access",
    about: "Connect to the company network from outside the offices.",
    grants: [["vpn", "Member"]],
    policies: {
      employees: {
        name: "All employees",
        about: "Your manager decides. The service desk stands in where somebody has no manager.",
        scope: "allMemberUsers",
        stages: [stage([manager], { fallback: [group("serviceDesk")], isReasonRequired: false })],
        expiration: days(365),
      },
    },
  },
  designTools: {
    catalog: "general",
    name: "Design Tools",
    about: "A seat of Canvasworks Design. Seats cost money; give yours back when a project is over.",
    grants: [["design", "Editor"]],
    policies: {
      employees: {
        name: "All employees",
        about: "Your manager decides. A seat is given for half a year; you cannot choose other dates.",
        scope: "allMemberUsers",
        stages: [
          stage([manager], {
            days: 10,
            fallback: [group("serviceDesk")],
            alternates: { onDay: 6, ask: [person("sofia")] },
          }),
        ],
        expiration: days(180),
        isJustificationRequired: true,
        settings: { enableTargetsToSelfAddAccess: true, allowCustomAssignmentSchedule: false },
      },
    },
  },
  externalAudit: {
    catalog: "general",
    name: "External Audit Workspace",
    about: "Documents for the audit of the annual accounts, for our auditors and those who answer them.",
    grants: [["auditSite", "Members"]],
    policies: {
      audit: {
        name: "Auditors and finance",
        about: "The controller decides. Access ends when the audit does.",
        scope: "specificDirectoryUsers",
        for: { people: ["karin", "victoria"], groups: ["finance"] },
        stages: [stage([person("claire")], { alternates: { onDay: 8, ask: [person("tomasz")] } })],
        expiration: { type: "afterDateTime", endsInDays: 64 },
        isJustificationRequired: true,
      },
    },
  },
  hrCases: {
    catalog: "general",
    name: "HR Case Files",
    about: "Personnel cases with everything said in confidence. For people business partners only.",
    grants: [["caseHandlers", "Member"]],
    policies: {
      hr: {
        name: "Human Resources",
        about: "The Chief People Officer and then the General Counsel decide.",
        scope: "specificDirectoryUsers",
        for: { groups: ["hr"] },
        stages: [stage([person("sunita")]), stage([person("helen")])],
        expiration: days(365),
        questions: caseQuestions,
        isJustificationRequired: true,
        settings: { enableTargetsToSelfAddAccess: true, enableTargetsToSelfRemoveAccess: false },
      },
    },
  },
  officeVisits: {
    catalog: "general",
    name: "Office Visits for Partners",
    about: "Badge, desk and wireless network for partners who come to our offices.",
    grants: [],
    policies: {
      guests: {
        name: "Guests and employees",
        about:
          "Your sponsor decides, the service desk where you have none. Every employee can ask for a visitor. Thirty days.",
        scope: "allDirectoryUsers",
        stages: [stage([sponsors], { days: 7, fallback: [group("serviceDesk")], isReasonRequired: false })],
        expiration: days(30),
        settings: colleaguesToo,
      },
    },
  },
  breakGlass: {
    catalog: "general",
    name: "Emergency Directory Administration",
    about: "For the day on which nothing else works. Only administrators assign it; nobody can ask for it.",
    grants: [["directoryAdmin", "Emergency Administrator"]],
    policies: {
      direct: {
        name: "Assigned directly",
        about: "In nobody's scope.",
        scope: "notSpecified",
        stages: [],
        expiration: days(7),
      },
    },
  },
  harbour: {
    catalog: "harbour",
    name: "Harbour Integration Team",
    about: "Plans and contracts of Project Harbour. The catalog is unpublished until the announcement.",
    grants: [["harbourSite", "Members"]],
    policies: {
      team: {
        name: "Finance and legal",
        about: "The General Counsel decides.",
        scope: "specificDirectoryUsers",
        for: { people: ["victoria"], groups: ["finance"] },
        stages: [stage([person("helen")])],
        expiration: days(180),
        isJustificationRequired: true,
      },
    },
  },
} as const satisfies Record<string, PackageSeed>;
