/** Somebody worth signing in as, and what there is to see. */
export type DemoPersona = { readonly name: string; readonly email: string; readonly shows: string };

export const demoPersonas: readonly DemoPersona[] = [
  {
    name: "Maya Lindqvist",
    email: "maya.lindqvist@brightwater.example",
    shows: "an employee: access that ends soon, requests that wait, were denied or lapsed, a choice of policies",
  },
  {
    name: "Priya Raman",
    email: "priya.raman@brightwater.example",
    shows:
      "a manager: an inbox of requests by her team, some due soon; what her team holds, and what she asks for for them",
  },
  {
    name: "Grace Kim",
    email: "grace.kim@brightwater.example",
    shows: "owner of the finance applications: second stages, and the Finance catalog",
  },
  {
    name: "Claire Dubois",
    email: "claire.dubois@brightwater.example",
    shows: "an alternate approver: requests forwarded to her on day 8; away, Grace Kim decides for her",
  },
  {
    name: "Mateo Álvarez",
    email: "mateo.alvarez@brightwater.example",
    shows: "prepares vendor payments and therefore cannot approve them",
  },
  {
    name: "Jonas Keller",
    email: "jonas.keller@brightwater.example",
    shows: "reads German: the questions of Financial Analyst – Standard in his language",
  },
  {
    name: "Sofia Marchetti",
    email: "sofia.marchetti@brightwater.example",
    shows: "works in marketing, so Marketing Campaign is closed to her; owner of the Sales and Marketing catalog",
  },
  {
    name: "Linh Tran",
    email: "linh.tran@brightwater.example",
    shows: "has no manager any more: stages fall back, one has nobody left",
  },
  {
    name: "Luca Bianchi",
    email: "luca.bianchi@studio-aurora.example",
    shows: "a guest from an agency, with sponsors",
  },
  {
    name: "Elena Petrova",
    email: "elena.petrova@brightwater.example",
    shows: "governance administrator: everything",
  },
  {
    name: "Victoria Sinclair",
    email: "victoria.sinclair@brightwater.example",
    shows: "auditor: reads everything, changes nothing",
  },
];
