"use client";
import { Panel } from "@/components/ui/panel";
import { useEditor } from "./editor-context";
import { Switch } from "./fields";

/** POL-55: the mails to holders; those about requests and decisions are always sent. */
export function Notifications() {
  const { draft, dispatch } = useEditor();
  return (
    <Panel title="Mails">
      <Switch
        label="Tell holders when access starts, nears its end and ends"
        description="Mails about requests and decisions are sent either way."
        checked={!draft.notificationSettings.isAssignmentNotificationDisabled}
        onChange={(on) =>
          dispatch({ kind: "set", set: { notificationSettings: { isAssignmentNotificationDisabled: !on } } })
        }
      />
    </Panel>
  );
}
