import type { Database } from "@/db/client";
import { people as peopleTable, personSponsors } from "@/db/schema";
import type { Person } from "@/lib/engine/directory";
import type { PersonId } from "@/lib/engine/ids";
import { seedId } from "../seed-id";
import { insertAll } from "./bulk";

const first =
  "Adele Amir Ana Anders Anika Arun Beatriz Bruno Carla Cedric Chiara Dario Denise Diego Elif Emil Esther Farid Felipe Frida Gita Goran Hanna Hugo Ines Ismail Ivana Jana Javier Johan Kaito Karin Lara Lars Leila Luca Magda Marco Mira Nadia Nils Olga Oscar Paula Pavel Quentin Rania Ravi Rosa Sami Selma Stefan Tara Tomas Uma Vera Viktor Wanda Yara Zoltan".split(
    " ",
  );
const last =
  "Abbott Acosta Adler Aydin Baker Banerjee Becker Bianchi Borg Brandt Castro Chandra Costa Dahl Danso Diaz Duran Eklund Engel Farkas Fischer Fontana Garcia Gomez Graf Gupta Haas Hansen Horvat Ito Ivanov Jansen Jokinen Kaiser Kapoor Keller Kovac Kumar Lang Larsen Leblanc Lopez Maier Marin Mensah Meyer Moreau Nagy Nguyen Novak Okafor Olsen Ortega Park Pereira Petrov Quinn Rao Reyes Ricci Rossi Sato Schmidt Silva Singh Soto Stern Suzuki Tanaka Toth Ueda Varga Vogel Wagner Weiss Wolf Yilmaz Young Zhang Zimmer".split(
    " ",
  );

/** People in a team, the lead among them. */
const TEAM = 25;
export const departments = [
  "Accounting",
  "Assembly",
  "Asset Management",
  "Audit",
  "Brand",
  "Business Systems",
  "Calibration",
  "Claims",
  "Controlling",
  "Customer Care",
  "Data Platform",
  "Design",
  "Distribution",
  "Drives",
  "Energy",
  "Facilities",
  "Field Service",
  "Firmware",
  "Forecasting",
  "Health and Safety",
  "Industrial Design",
  "Infrastructure",
  "Legal",
  "Logistics",
  "Maintenance",
  "Materials",
  "Network Operations",
  "Payroll",
  "Planning",
  "Procurement",
  "Quality",
  "Recruiting",
  "Research",
  "Retail",
  "Sensors",
  "Shipping",
  "Tax",
  "Tooling",
  "Training",
  "Treasury",
] as const;

/** A person with what the seed has to know of them. */
export type Employee = Person & { readonly number: number; readonly team: number; readonly department: number };

export const leadOf = (team: number): number => team * TEAM;

const idOf = (number: number) => seedId<PersonId>("person", `scale ${number}`);

/** Teams of 25 under a tree of leads; one in twelve is a guest, one in twenty has left. */
function employee(number: number): Employee {
  const team = Math.floor(number / TEAM);
  const isLead = number === leadOf(team);
  const isGuest = !isLead && number % 12 === 11;
  const manager = isLead ? leadOf(Math.floor(team / 8)) : leadOf(team);
  const initial = String.fromCharCode(65 + (Math.floor(number / (first.length * last.length)) % 26));
  return {
    number,
    team,
    department: team % departments.length,
    id: idOf(number),
    displayName: `${first[number % first.length]} ${initial}. ${last[Math.floor(number / first.length) % last.length]}`,
    kind: isGuest ? "guest" : "member",
    isEnabled: isLead || number % 20 !== 13,
    managerId: number === manager || isGuest ? null : idOf(manager),
    sponsorIds: isGuest ? [idOf(leadOf(team))] : [],
  };
}

function rowOf(person: Employee, createdAt: Date) {
  const address = `${person.displayName.toLowerCase().replaceAll(/[^a-z]+/g, ".")}.${person.number}@group.brightwater.example`;
  return {
    id: person.id,
    displayName: person.displayName,
    email: address,
    userPrincipalName: address,
    kind: person.kind,
    isEnabled: person.isEnabled,
    jobTitle: person.number === leadOf(person.team) ? "Team lead" : "Specialist",
    department: departments[person.department] ?? null,
    managerId: person.managerId,
    preferredLanguage: null,
    version: 1,
    createdAt,
  };
}

export async function seedEmployees(db: Database, count: number, at: Date): Promise<readonly Employee[]> {
  const all = Array.from({ length: count }, (_, number) => employee(number));
  await insertAll(
    db,
    peopleTable,
    all.map((person) => rowOf(person, at)),
  );
  const sponsored = all.flatMap(({ id, sponsorIds }) => sponsorIds.map((sponsorId) => ({ personId: id, sponsorId })));
  await insertAll(db, personSponsors, sponsored);
  return all;
}
