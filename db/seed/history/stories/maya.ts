import { analyst, answers, type Story } from "../story";

/** Maya Lindqvist, who has met everything that can become of a request. */
export const mayaStories: readonly Story[] = [
  { who: "maya", wants: "expenses", at: "428d 08:05" },
  { who: "maya", wants: "brandLibrary", at: "200d 15:30" },
  { who: "maya", wants: "remoteAccess", at: "427d 09:10", turns: [["approves", "priya", "427d 10:32"]] },
  { who: "maya", wants: "remoteAccess", at: "61d 08:44", turns: [["approves", "priya", "61d 13:05"]] },
  {
    who: "maya",
    wants: "financialAnalyst",
    at: "353d 09:12",
    why: "I take over the budget of the service division from Henrik.",
    answers: analyst("CC-4100", ["actuals", "budget"], "Monthly forecast for the service division; the board sees it."),
    turns: [
      ["approves", "priya", "352d 10:40", "Part of her role from this month on."],
      ["approves", "grace", "350d 14:02", "Standard analyst scope."],
    ],
  },
  {
    who: "maya",
    wants: "financialAnalyst",
    at: "169d 08:20",
    why: "Still responsible for the service division, for the new fiscal half-year.",
    answers: analyst("CC-4100", ["actuals", "budget"], "Forecast and variance report for Priya and the division head."),
    turns: [
      ["approves", "priya", "169d 11:15", "Same work as before."],
      ["approves", "claire", "168d 09:50", "Renewal, nothing new in it."],
    ],
  },
  {
    who: "maya",
    wants: "warehouse",
    at: "179d 08:30",
    why: "Weekly churn figures come out of the service mart.",
    turns: [["approves", "priya", "179d 10:05"]],
  },
  {
    who: "maya",
    wants: "insights",
    policy: "review",
    at: "210d 13:12",
    turns: [["approves", "emily", "209d 09:25"]],
  },
  { who: "maya", wants: "monthEnd", at: "73d 08:02", turns: [["approves", "priya", "73d 09:30"]] },
  {
    who: "maya",
    wants: "monthEnd",
    at: "43d 10:15",
    turns: [
      ["approves", "priya", "42d 08:20"],
      ["gives back", "37d 16:40"],
    ],
  },
  {
    who: "maya",
    wants: "monthEnd",
    at: "2d 09:05",
    from: "in 6d 06:00",
    turns: [["approves", "priya", "1d 08:48"]],
  },
  {
    who: "maya",
    wants: "designTools",
    at: "301d 14:00",
    why: "Charts for the annual report.",
    turns: [
      ["approves", "priya", "300d 08:15", "For the annual report."],
      ["gives back", "214d 11:20"],
    ],
  },
  {
    who: "maya",
    wants: "vendorApprover",
    at: "130d 10:22",
    why: "To stand in for Claire during her leave.",
    answers: answers({ company: "bw-gmbh" }),
    turns: [
      ["approves", "priya", "129d 09:00", "Agreed with Claire."],
      [
        "denies",
        "grace",
        "127d 15:45",
        "Releasing payments stays within the controller's team. Tomasz stands in for Claire during her leave.",
      ],
    ],
  },
  {
    who: "maya",
    wants: "treasuryRelease",
    at: "100d 11:00",
    why: "Backup for Amélie at quarter end.",
  },
  {
    who: "maya",
    wants: "treasuryRelease",
    at: "9d 08:50",
    why: "Backup for Amélie at quarter end. The first request lapsed while Priya was away.",
    turns: [["approves", "priya", "6d 09:30", "We need a second person at quarter end."]],
  },
  {
    who: "maya",
    wants: "externalAudit",
    at: "30d 09:40",
    why: "To upload the reconciliation of the service contracts.",
    turns: [["cancels", "29d 08:10"]],
  },
  {
    who: "maya",
    wants: "campaign",
    at: "1d 14:20",
    why: "I keep the budget of the autumn campaign and need the media plan.",
  },
  { who: "maya", wants: "tradeShow", at: "2d 16:05" },
];
