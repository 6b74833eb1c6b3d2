"use client";
import { Panel } from "@/components/ui/panel";
import { limits } from "@/lib/engine/limits";
import { useEditor } from "./editor-context";
import { Switch, TextInput, TextLines } from "./fields";
import { useProblems } from "./problems";

/** POL-6, POL-15: what the policy is called and whether it counts. */
export function General() {
  const { draft, dispatch } = useEditor();
  const problem = useProblems();
  return (
    <Panel title="The policy">
      <div className="flex flex-col gap-5">
        <TextInput
          label="Name"
          description="Whoever may choose between several policies of the package chooses by it."
          required
          limit={limits.nameChars}
          value={draft.displayName}
          error={problem("displayName")}
          onChange={(displayName) => dispatch({ kind: "set", set: { displayName } })}
        />
        <TextLines
          label="Description"
          limit={limits.descriptionChars}
          value={draft.description}
          error={problem("description")}
          onChange={(description) => dispatch({ kind: "set", set: { description } })}
        />
        <Switch
          label="Enabled"
          description="Switched off, nobody can ask, extend or be assigned under it. Access that exists runs on."
          checked={draft.isEnabled}
          onChange={(isEnabled) => dispatch({ kind: "set", set: { isEnabled } })}
        />
      </div>
    </Panel>
  );
}
