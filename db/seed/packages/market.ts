import { colleaguesToo, days, group, manager, never, type PackageSeed, person, sponsors, stage } from "./package-seed";

const managerStage = stage([manager], { fallback: [person("robert")], isReasonRequired: false });

const territory = (side: "west" | "east", about: string) =>
  ({
    name: "Sales department",
    about,
    scope: "specificDirectoryUsers",
    for: { groups: ["sales"] },
    stages: [
      stage([person(side === "west" ? "rachel" : "omar")], { alternates: { onDay: 8, ask: [person("robert")] } }),
    ],
    expiration: days(365),
    isJustificationRequired: true,
  }) as const;

export const marketPackages = {
  campaign: {
    catalog: "market",
    name: "Marketing Campaign",
    about:
      "Work with marketing while a campaign runs: briefings, drafts and the media plan. The marketing department has this already and cannot ask for it.",
    grants: [
      ["campaign", "Member"],
      ["campaignSite", "Members"],
    ],
    policies: {
      employees: {
        name: "Employees",
        about: "Your manager and then the campaign manager decide.",
        scope: "allMemberUsers",
        stages: [
          stage([manager], { fallback: [person("sofia")], isReasonRequired: false }),
          stage([person("leo")], { alternates: { onDay: 8, ask: [person("sofia")] } }),
        ],
        expiration: days(120),
        isJustificationRequired: true,
      },
      agencies: {
        name: "Partner agencies",
        about: "Your sponsor at Brightwater decides.",
        scope: "specificDirectoryUsers",
        for: { groups: ["agencies"] },
        stages: [stage([sponsors], { fallback: [person("sofia")] })],
        expiration: days(90),
        isJustificationRequired: true,
        settings: { enableTargetsToSelfAddAccess: true, allowCustomAssignmentSchedule: false },
      },
    },
  },
  western: {
    catalog: "market",
    name: "Western Territory",
    about: "Accounts and opportunities of the western territory. One territory at a time.",
    grants: [["crm", "Western Sales"]],
    policies: { sales: territory("west", "The sales director of the western territory decides.") },
  },
  eastern: {
    catalog: "market",
    name: "Eastern Territory",
    about: "Accounts and opportunities of the eastern territory. One territory at a time.",
    grants: [["crm", "Eastern Sales"]],
    policies: { sales: territory("east", "The sales director of the eastern territory decides.") },
  },
  insights: {
    catalog: "market",
    name: "Customer Insights",
    about: "Dashboards on orders, churn and service cases, with the data behind them.",
    grants: [
      ["crm", "Insights Viewer"],
      ["warehouseMarket", "Member"],
    ],
    policies: {
      planning: {
        name: "Planning and sales",
        about: "For your everyday work. Your manager decides; access lasts 180 days.",
        scope: "specificDirectoryUsers",
        for: { groups: ["planning", "sales", "marketing"] },
        stages: [managerStage],
        expiration: days(180),
        isJustificationRequired: true,
      },
      review: {
        name: "Quarterly business review",
        about: "For the project only. The project lead decides; access lasts 30 days.",
        scope: "specificDirectoryUsers",
        for: { groups: ["businessReview"] },
        stages: [stage([person("emily")], { days: 7, isReasonRequired: false })],
        expiration: days(30),
      },
    },
  },
  brandLibrary: {
    catalog: "market",
    name: "Brand Library",
    about: "Logos, photographs and templates for everything that carries our name. Nobody needs to approve.",
    grants: [["brandSite", "Visitors"]],
    policies: {
      everybody: {
        name: "Employees and guests",
        about: "Access at once, without a decision, for a year.",
        scope: "allDirectoryUsers",
        stages: [],
        expiration: days(365),
      },
    },
  },
  tradeShow: {
    catalog: "market",
    name: "Water Week Trade Show",
    about: "Booth plans, rota and travel for this year's Water Week. Ends for everybody after the show.",
    grants: [["tradeShow", "Members"]],
    policies: {
      crew: {
        name: "Booth crew",
        about: "The brand team decides. You can ask for colleagues. Access ends on the day the show is packed up.",
        scope: "allMemberUsers",
        stages: [stage([group("brand")], { days: 7, isReasonRequired: false })],
        expiration: { type: "afterDateTime", endsInDays: 38 },
        settings: colleaguesToo,
      },
    },
  },
  wallboards: {
    catalog: "market",
    name: "Sales Wallboards",
    about: "The old screens in the sales floors, replaced by Customer Insights. No longer open for new requests.",
    grants: [["crm", "Insights Viewer"]],
    policies: {
      retired: {
        name: "Sales department (retired)",
        about: "Switched off when Customer Insights arrived.",
        scope: "specificDirectoryUsers",
        for: { groups: ["sales"] },
        stages: [managerStage],
        expiration: never,
        isEnabled: false,
      },
    },
  },
} as const satisfies Record<string, PackageSeed>;
