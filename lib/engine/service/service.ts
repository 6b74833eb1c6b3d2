import { z } from "zod";
import type { PersonEvent } from "@/lib/engine/directory-events";
import type { DirectoryRefusal, FieldNow } from "@/lib/engine/directory-refusals";
import type { PersonId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { err, ok, type Result } from "@/lib/engine/result";

/** Longest id of a client, in characters; OAuth 2 has no limit, and issuers stay far below. */
const CLIENT_ID_CHARS = 255;

const tooLong = "This is too long.";

/** What an administrator says of a service. LIM-30 bounds the name. */
export const serviceFormSchema = z.object({
  displayName: z.string().trim().min(1, "Enter a name.").max(limits.nameChars, tooLong),
  /** By what the organization's issuer names it in the tokens it gives it; null where it gives it none. */
  clientId: z
    .string()
    .trim()
    .max(CLIENT_ID_CHARS, tooLong)
    .regex(/^[!-~]*$/, "Enter the client id without spaces, as the issuer shows it.")
    .transform((text) => text || null),
});
export type ServiceForm = z.infer<typeof serviceFormSchema>;

/** A service as it is now. */
export type Service = ServiceForm & {
  readonly id: PersonId;
  readonly isEnabled: boolean;
  readonly version: number;
};

/** What a save has to know of everything else. */
export type ServiceFacts = {
  /** Whether another service has the name, whatever its case. */
  readonly isNameTaken: boolean;
  /** Whether there is an issuer whose tokens the portal takes. */
  readonly hasIssuer: boolean;
  /** To whom else the client id belongs, by name; null where to nobody. */
  readonly clientIdHolder: string | null;
};

function refusalOf(facts: ServiceFacts, { displayName, clientId }: ServiceForm): DirectoryRefusal | null {
  if (facts.isNameTaken) return { code: "serviceNameTaken", displayName };
  if (clientId === null) return null;
  if (!facts.hasIssuer) return { code: "noIssuer" };
  return facts.clientIdHolder === null ? null : { code: "clientIdTaken", by: facts.clientIdHolder };
}

/** A service is added. It is on, and may do nothing until it is given a role. */
export function decideServiceCreation(
  facts: ServiceFacts,
  form: ServiceForm,
  serviceId: PersonId,
  now: Date,
): Result<PersonEvent, DirectoryRefusal> {
  const refusal = refusalOf(facts, form);
  return refusal ? err(refusal) : ok({ kind: "serviceAdded", at: now, personId: serviceId, after: form });
}

const fields = ["displayName", "clientId"] as const satisfies readonly (keyof ServiceForm)[];
const fieldNames = { displayName: "Name", clientId: "Client id" } as const satisfies Record<keyof ServiceForm, string>;

const only = (form: ServiceForm, names: readonly (keyof ServiceForm)[]): Partial<ServiceForm> =>
  Object.fromEntries(names.map((name) => [name, form[name]]));

/** What is edited about a service, by whoever read it as it is (ERR-50). Null where it is as wanted already. */
export function decideServiceUpdate(
  facts: ServiceFacts & { readonly service: Service; readonly lastEditor: string | null },
  { form, version }: { readonly form: ServiceForm; readonly version: number },
  now: Date,
): Result<PersonEvent | null, DirectoryRefusal> {
  const { service, lastEditor } = facts;
  const changed = fields.filter((name) => service[name] !== form[name]);
  if (version !== service.version) {
    const current = changed.map((name): FieldNow => ({ name: fieldNames[name], text: service[name] ?? "none" }));
    return err({ code: "staleVersion", by: lastEditor, current });
  }
  if (changed.length === 0) return ok(null);
  const refusal = refusalOf(facts, form);
  if (refusal) return err(refusal);
  const [before, after] = [only(service, changed), only(form, changed)];
  return ok({ kind: "serviceUpdated", at: now, personId: service.id, before, after });
}
