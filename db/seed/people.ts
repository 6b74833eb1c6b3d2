import type { Transaction } from "@/db/client";
import { people as peopleTable, personSponsors } from "@/db/schema";
import type { PersonId } from "@/lib/engine/ids";
import { seedId } from "./seed-id";

const DOMAIN = "brightwater.example";

/** Name, job title, key of the manager. */
type Row = readonly [name: string, title: string, manager: string | null];

/** Who works at Brightwater, a maker of instruments that measure water, by department. */
const departments = {
  Executive: {
    ingrid: ["Ingrid Halvorsen", "Chief Executive Officer", null],
    rosa: ["Rosa Delgado", "Board Secretary", null],
  },
  Finance: {
    tomasz: ["Tomasz Nowicki", "Chief Financial Officer", "ingrid"],
    priya: ["Priya Raman", "Director of Financial Planning", "tomasz"],
    maya: ["Maya Lindqvist", "Financial Analyst", "priya"],
    jonas: ["Jonas Keller", "Senior Financial Analyst", "priya"],
    nora: ["Nora Quinn", "Financial Analyst", "priya"],
    arjun: ["Arjun Mehta", "Junior Financial Analyst", "priya"],
    claire: ["Claire Dubois", "Financial Controller", "tomasz"],
    mateo: ["Mateo Álvarez", "Accounts Payable Specialist", "claire"],
    aisha: ["Aisha Bello", "Accounts Payable Lead", "claire"],
    amelie: ["Amélie Laurent", "Treasury Analyst", "claire"],
  },
  Engineering: {
    amara: ["Amara Okafor", "Chief Technology Officer", "ingrid"],
    kenji: ["Kenji Watanabe", "Director of Platform Engineering", "amara"],
    lucia: ["Lucía Fernández", "Engineering Manager, Cloud Services", "kenji"],
    oleksandr: ["Oleksandr Bondar", "Site Reliability Engineer", "lucia"],
    hannah: ["Hannah Schmidt", "Software Engineer", "lucia"],
    dev: ["Dev Patel", "Software Engineer", "lucia"],
    fatima: ["Fatima Zahra Idrissi", "Quality Engineer", "kenji"],
    samuel: ["Samuel Osei", "Data Engineer", "kenji"],
    gregor: ["Gregor Falk", "Firmware Engineering Manager", "amara"],
    linh: ["Linh Tran", "Firmware Engineer", "gregor"],
  },
  IT: {
    marcus: ["Marcus Feldmann", "Chief Information Officer", "ingrid"],
    elena: ["Elena Petrova", "Head of Identity and Access", "marcus"],
    grace: ["Grace Kim", "Owner of Finance Applications", "marcus"],
    chris: ["Chris Morgan", "Service Desk Lead", "marcus"],
    isabel: ["Isabel Moreau", "Information Security Lead", "marcus"],
    yusuf: ["Yusuf Demir", "Systems Engineer", "elena"],
  },
  Marketing: {
    valentina: ["Valentina Ricci", "Chief Marketing Officer", "ingrid"],
    sofia: ["Sofia Marchetti", "Brand Director", "valentina"],
    leo: ["Leo Andersson", "Campaign Manager", "sofia"],
    chidi: ["Chidi Nwosu", "Content Strategist", "sofia"],
    emily: ["Emily Carter", "Marketing Analyst", "valentina"],
  },
  Sales: {
    robert: ["Robert Ellison", "Vice President of Sales", "ingrid"],
    rachel: ["Rachel Goldberg", "Sales Director, West", "robert"],
    omar: ["Omar Haddad", "Sales Director, East", "robert"],
    jack: ["Jack Thompson", "Account Executive", "rachel"],
    mei: ["Mei Chen", "Account Executive", "rachel"],
    anton: ["Anton Lindgren", "Account Executive", "omar"],
    naledi: ["Naledi Dlamini", "Sales Operations Analyst", "robert"],
  },
  "Human Resources": {
    sunita: ["Sunita Rao", "Chief People Officer", "ingrid"],
    beatriz: ["Beatriz Costa", "HR Business Partner", "sunita"],
    william: ["William Foster", "Recruiter", "beatriz"],
  },
  "Legal and Audit": {
    helen: ["Helen Abara", "General Counsel", "ingrid"],
    victoria: ["Victoria Sinclair", "Internal Auditor", "helen"],
  },
} as const satisfies Record<string, Record<string, Row>>;

/** Name, what they do here, e-mail address, keys of the sponsors. */
type GuestRow = readonly [name: string, title: string, email: string, sponsors: readonly string[]];

const guests = {
  luca: ["Luca Bianchi", "Art Director, Studio Aurora", "luca.bianchi@studio-aurora.example", ["leo", "sofia"]],
  karin: ["Karin Olsen", "Audit Partner, Fjord Advisory", "karin.olsen@fjord-advisory.example", ["claire"]],
} as const satisfies Record<string, GuestRow>;

type Departments = typeof departments;
export type DepartmentName = keyof Departments;
type StaffKey = { [D in DepartmentName]: keyof Departments[D] }[DepartmentName];
export type PersonKey = StaffKey | keyof typeof guests;

const languages: Partial<Record<PersonKey, string>> = {
  jonas: "de",
  hannah: "de",
  marcus: "de",
  amelie: "fr",
  fatima: "fr",
  isabel: "fr",
};

export const personId = (key: PersonKey): PersonId => seedId<PersonId>("person", key);

export const languageOf = (key: PersonKey): string => languages[key] ?? "en";

/** The keys of everybody in a department. */
export const staffOf = (department: DepartmentName): PersonKey[] => Object.keys(departments[department]) as PersonKey[];

const plain = (name: string) => name.normalize("NFD").replace(/\p{Diacritic}/gu, "");

const staffEmail = (name: string) => `${plain(name).toLowerCase().split(" ").join(".")}@${DOMAIN}`;

function staffRows(createdAt: Date): (typeof peopleTable.$inferInsert)[] {
  return (Object.entries(departments) as [DepartmentName, Record<string, Row>][]).flatMap(([department, rows]) =>
    Object.entries(rows).map(([key, [displayName, jobTitle, manager]]) => ({
      id: personId(key as PersonKey),
      displayName,
      email: staffEmail(displayName),
      userPrincipalName: staffEmail(displayName),
      kind: "member" as const,
      isEnabled: true,
      jobTitle,
      department,
      managerId: manager ? personId(manager as PersonKey) : null,
      preferredLanguage: languages[key as PersonKey] ?? null,
      createdAt,
    })),
  );
}

function guestRows(createdAt: Date): (typeof peopleTable.$inferInsert)[] {
  return Object.entries(guests).map(([key, [displayName, jobTitle, email]]) => ({
    id: personId(key as PersonKey),
    displayName,
    email,
    userPrincipalName: `${email.replace("@", "_")}#EXT#@${DOMAIN}`,
    kind: "guest" as const,
    isEnabled: true,
    jobTitle,
    department: null,
    managerId: null,
    preferredLanguage: null,
    createdAt,
  }));
}

/** Everybody, all of them at work; Gregor Falk leaves in the course of the history. */
export async function seedPeople(tx: Transaction, at: Date): Promise<void> {
  await tx.insert(peopleTable).values([...staffRows(at), ...guestRows(at)]);
  await tx
    .insert(personSponsors)
    .values(
      Object.entries(guests).flatMap(([key, [, , , sponsors]]) =>
        sponsors.map((sponsor) => ({ personId: personId(key as PersonKey), sponsorId: personId(sponsor) })),
      ),
    );
}
