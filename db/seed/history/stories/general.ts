import type { PersonKey } from "../../people";
import { answers, type Story } from "../story";
import type { When } from "../when";

/** Everybody's first days with the portal: expenses at once, remote access when the manager says so. */
const firstDays: readonly (readonly [who: PersonKey, day: number, approver: PersonKey])[] = [
  ["priya", 428, "tomasz"],
  ["jonas", 425, "priya"],
  ["nora", 252, "priya"],
  ["arjun", 215, "priya"],
  ["claire", 420, "tomasz"],
  ["mateo", 288, "claire"],
  ["aisha", 330, "claire"],
  ["amelie", 310, "claire"],
  ["hannah", 402, "lucia"],
  ["dev", 401, "lucia"],
  ["oleksandr", 300, "lucia"],
  ["samuel", 290, "kenji"],
  ["jack", 210, "rachel"],
  ["mei", 245, "rachel"],
  ["anton", 358, "omar"],
  ["leo", 320, "sofia"],
  ["william", 180, "beatriz"],
  ["grace", 418, "marcus"],
];

const onDay = (day: number, time: string): When => `${day}d ${time}`;

const firstDayStories: readonly Story[] = firstDays.flatMap(([who, day, approver], index): Story[] => {
  const minute = String(10 + ((index * 7) % 45));
  const expenses: Story = { who, wants: "expenses", at: onDay(day, `08:${minute}`) };
  if (index % 3 === 2) return [expenses];
  return [
    expenses,
    {
      who,
      wants: "remoteAccess",
      at: onDay(day, `09:${minute}`),
      turns: [["approves", approver, onDay(day - 1, `10:${minute}`)]],
    },
  ];
});

export const generalStories: readonly Story[] = [
  ...firstDayStories,
  {
    who: "victoria",
    wants: "externalAudit",
    at: "44d 09:00",
    why: "Internal audit follows the external one.",
    turns: [["approves", "claire", "43d 10:00", "As every year."]],
  },
  {
    who: "victoria",
    wants: "warehouse",
    at: "75d 10:15",
    why: "Samples for the audit of order processing.",
    turns: [["approves", "helen", "74d 12:00"]],
  },
  {
    who: "beatriz",
    wants: "hrCases",
    at: "230d 09:00",
    why: "Business partner for engineering.",
    answers: answers({ confidentiality: "2025-01-13" }),
    turns: [
      ["approves", "sunita", "229d 10:30", "Her clients are in engineering."],
      ["approves", "helen", "227d 09:45", "Agreement is on file."],
    ],
  },
  {
    who: "william",
    wants: "hrCases",
    at: "6d 10:30",
    why: "I will look after the plants when Beatriz is on leave.",
    answers: answers({ confidentiality: "2025-03-03" }),
    turns: [["approves", "sunita", "5d 08:20", "For the time of Beatriz's leave."]],
  },
  { who: "rosa", wants: "remoteAccess", at: "21d 09:30", turns: [["approves", "yusuf", "20d 15:10"]] },
  {
    who: "rosa",
    wants: "designTools",
    at: "25d 10:00",
    why: "Invitations to the annual meeting.",
  },
  {
    who: "isabel",
    wants: "warehouse",
    at: "170d 09:00",
    why: "Looking for unusual exports.",
    turns: [["approves", "marcus", "168d 18:00"]],
  },
  {
    who: "elena",
    wants: "production",
    at: "1d 10:00",
    why: "Rotation of the break-glass credentials.",
    answers: answers({ service: "identity-bridge", change: "CHG-20440" }),
  },
];
