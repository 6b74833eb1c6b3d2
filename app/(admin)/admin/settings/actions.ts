"use server";
import { refresh } from "next/cache";
import { requireViewer } from "@/lib/auth/viewer";
import { type ActionState, done, invalid, refused } from "@/lib/client/action-state";
import { settingIssueText, settingRefusalText } from "@/lib/engine/setting/refusals";
import { changeSettings } from "@/lib/services/change-settings";
import { liveDeps } from "@/lib/services/deps";
import { editsOf } from "./setting-input";

/** AUD-8: changes the settings of one form. */
export async function changeSettingsAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId } = await requireViewer();
  const edits = editsOf(form);
  if (edits.length === 0) return invalid(form, { issues: [{ path: [], message: "Nothing was sent. Try again." }] });
  const result = await changeSettings(liveDeps(), { personId, edits });
  if (!result.ok && result.error.code === "invalidSettings") {
    const issues = result.error.issues.map((issue) => ({ path: [issue.name], message: settingIssueText(issue) }));
    return invalid(form, { issues });
  }
  // Also after somebody else's change: the next save then is about what is there now.
  refresh();
  if (!result.ok) return refused(form, { code: result.error.code, ...settingRefusalText(result.error) });
  return done(result.value.length === 0 ? "Nothing was changed." : "Saved.");
}
