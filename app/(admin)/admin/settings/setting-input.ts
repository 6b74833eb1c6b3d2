import { z } from "zod";
import { storageProblem } from "@/lib/client/typed-text";
import type { SettingEdit } from "@/lib/engine/setting/change";
import { defaultSettings, type SettingName, settingDays, settingNames } from "@/lib/engine/settings";

const text = z.string().max(2_000);

/** What was typed or chosen; anything that is no value of the setting is left for the rules to refuse. */
function wantedOf(form: FormData, name: SettingName): unknown {
  const typed = text.safeParse(form.get(name) ?? "").data?.trim() ?? "";
  if (typeof defaultSettings[name] === "boolean") return typed === "on";
  if (Array.isArray(defaultSettings[name])) return form.getAll(name).slice(0, 1_000);
  if (!(name in settingDays)) return typed;
  if (typed === "") return name === "maxDelegationDays" ? null : Number.NaN;
  return /^\d{1,6}$/.test(typed) ? Number(typed) : Number.NaN;
}

/** The value somebody had before their eyes; undefined, which no setting ever is, for anything unreadable. */
function readOf(given: FormDataEntryValue): unknown {
  const parsed = text.safeParse(given);
  if (!parsed.success || storageProblem(parsed.data)) return undefined;
  try {
    return JSON.parse(parsed.data);
  } catch {
    return undefined;
  }
}

/** The settings a form is about, each as it was read and as it is to be. */
export function editsOf(form: unknown): readonly SettingEdit[] {
  if (!(form instanceof FormData)) return [];
  return settingNames.flatMap((name) => {
    const given = form.get(`read.${name}`);
    return given === null ? [] : [{ name, read: readOf(given), value: wantedOf(form, name) }];
  });
}
