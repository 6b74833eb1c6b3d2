import type { GroupColumn } from "@/lib/engine/import/groups";
import type { PeopleColumn } from "@/lib/engine/import/people";

/** What stands in the columns of a file of people. */
export const peopleColumnWords = {
  userPrincipalName: "The sign-in name, by which a row finds its person. Needed, and never changed by a file.",
  displayName: "The name. Needed for somebody new.",
  mail: "The e-mail address. Somebody new gets the sign-in name without it.",
  userType: "Member or Guest. Somebody new is a member without it.",
  jobTitle: "The job title.",
  department: "The department.",
  manager: "The sign-in name of the manager, who may stand in the same file, above or below.",
  sponsors: "The sign-in names of the sponsors, with semicolons between them.",
  preferredLanguage: "A code such as de or pt-BR.",
} as const satisfies Record<PeopleColumn, string>;

export const peopleExample = {
  name: "people.csv",
  text: [
    "userPrincipalName,displayName,mail,userType,jobTitle,department,manager,sponsors,preferredLanguage",
    "lea.winter@example.com,Lea Winter,lea.winter@example.com,Member,Accountant,Finance,max.summer@example.com,,de",
    "max.summer@example.com,Max Summer,max.summer@example.com,Member,Head of Accounting,Finance,,,en",
    'ana.costa@partner.example,Ana Costa,ana.costa@partner.example,Guest,Consultant,,,"lea.winter@example.com;max.summer@example.com",pt',
    "",
  ].join("\r\n"),
} as const;

/** What stands in the columns of a file of groups. */
export const groupColumnWords = {
  displayName: "The name, by which a row finds its group. Needed; a group may stand in several rows.",
  description: "What it is for. Left empty, it stays as it is.",
  members: "The sign-in names of people who become members, with semicolons between them.",
  owners: "The sign-in names of people who become owners.",
  groups: "The names of groups that are put inside, which may stand in the same file.",
} as const satisfies Record<GroupColumn, string>;

export const groupsExample = {
  name: "groups.csv",
  text: [
    "displayName,description,members,owners,groups",
    'Accounting,Everybody who keeps the books,"lea.winter@example.com;max.summer@example.com",max.summer@example.com,',
    "Finance teams,All teams of the department,,max.summer@example.com,Accounting",
    "",
  ].join("\r\n"),
} as const;
