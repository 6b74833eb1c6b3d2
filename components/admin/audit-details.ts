import type { EndReason } from "@/lib/engine/assignment/assignment";
import { endReasonLabel } from "@/lib/engine/assignment/labels";
import { requestTypeLabel } from "@/lib/engine/request/labels";
import { settingTitle, settingValueText } from "@/lib/engine/setting/labels";
import type { SettingName } from "@/lib/engine/settings";
import type { AuditEntry } from "@/lib/views/audit";

/** A part of an event in words: what it was and what it is, or only what it says. */
export type AuditDetail =
  | { readonly label: string; readonly before: string; readonly after: string }
  | { readonly label: string; readonly value: string }
  | { readonly label: string; readonly at: string };

type Parts = Readonly<Record<string, unknown>>;

const isParts = (value: unknown): value is Parts =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isId = (value: unknown): boolean => typeof value === "string" && /^[0-9a-f]{8}-([0-9a-f]{4}-){3}/.test(value);

const isInstant = (value: unknown): value is string =>
  typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value);

/** "forwardAt" as "Forward at". */
function labelOf(key: string): string {
  const words = key.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What a value says to a reader; nothing for an id, which says nothing. */
function textOf(value: unknown): string {
  if (value === null || value === undefined || value === "") return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) {
    const texts = value.map(textOf).filter((text) => text !== "");
    if (texts.length > 0 || value.length === 0) return texts.join(", ") || "none";
    return value.length === 1 ? "1 entry" : `${value.length} entries`;
  }
  if (isParts(value)) {
    const name = value.displayName ?? value.name;
    if (typeof name === "string") return name;
    const parts = Object.entries(value).filter(([, each]) => !isId(each) && each !== null);
    return parts.map(([key, each]) => `${labelOf(key).toLowerCase()}: ${textOf(each)}`).join("; ");
  }
  return isId(value) ? "" : String(value);
}

/** A client id may look like one of ours, and is what administrators compare with what the issuer shows them. */
const saidOf = (key: string, value: unknown): string =>
  key === "clientId" && typeof value === "string" ? value : textOf(value);

/** AUD-3: the two sides of a change, field by field; only what differs. */
function changesOf(before: unknown, after: unknown): AuditDetail[] {
  if (!isParts(before) && !isParts(after)) {
    return [{ label: "Value", before: textOf(before), after: textOf(after) }];
  }
  const [one, other] = [isParts(before) ? before : {}, isParts(after) ? after : {}];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .filter((key) => JSON.stringify(one[key]) !== JSON.stringify(other[key]))
    .map((key) => ({ label: labelOf(key), before: saidOf(key, one[key]), after: saidOf(key, other[key]) }));
}

function settingChange(payload: Parts): AuditDetail[] {
  const name = payload.name as SettingName;
  const groups = Array.isArray(payload.groups) ? payload.groups.filter(isParts) : [];
  const nameOf = (id: string) => textOf(groups.find((group) => group.groupId === id)) || id;
  const text = (value: unknown) => settingValueText(name, value, nameOf);
  return [{ label: settingTitle[name] ?? name, before: text(payload.before), after: text(payload.after) }];
}

/** What the entry says anyway. */
const saidElsewhere = ["kind", "at", "before", "after", "reason", "bypassReason", "name", "displayName", "delegator"];

/** Values that have a name of their own. */
const named: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  type: requestTypeLabel,
  cause: { conflict: "a conflict", timedOut: "nobody decided in time", unanswered: "a question was not answered" },
};

/** A role or a group says its name; everything else that has parts says them. */
const isNameOnly = (value: Parts): boolean =>
  typeof value.displayName === "string" && Object.values(value).filter((each) => !isId(each)).length === 1;

function factsOf([key, value]: [string, unknown]): AuditDetail[] {
  if (saidElsewhere.includes(key) || value === null) return [];
  if (isInstant(value)) return [{ label: labelOf(key), at: value }];
  if (isParts(value) && !isNameOnly(value)) return Object.entries(value).flatMap(factsOf);
  // Stages are counted from one wherever people read.
  if (key === "stage" && typeof value === "number") return [{ label: "Stage", value: String(value + 1) }];
  const text = named[key]?.[String(value)] ?? textOf(value);
  return text === "" || text === "none" ? [] : [{ label: labelOf(key), value: text }];
}

/** Why something happened, as its entry says it: in somebody's words, or one of the reasons there are. */
export const auditReason = ({ kind, reason }: Pick<AuditEntry, "kind" | "reason">): string | null => {
  if (reason === null || kind !== "assignmentEnded") return reason && `“${reason}”`;
  return isEndReason(reason) ? endReasonLabel[reason] : reason;
};

const isEndReason = (text: string): text is EndReason => text in endReasonLabel;

/** The parts of an entry that its line does not say, for whoever wants to know more. */
export function auditDetails({ kind, payload }: Pick<AuditEntry, "kind" | "payload">): readonly AuditDetail[] {
  if (!isParts(payload)) return [];
  if (kind === "settingChanged") return settingChange(payload);
  const changes = "before" in payload || "after" in payload ? changesOf(payload.before, payload.after) : [];
  const role = kind.startsWith("role") && typeof payload.displayName === "string" ? payload.displayName : null;
  return [
    ...changes,
    ...(role === null ? [] : [{ label: "Role", value: role }]),
    ...Object.entries(payload).flatMap(factsOf),
  ];
}
