"use client";
import { useState } from "react";
import { Panel } from "@/components/ui/panel";
import { limits } from "@/lib/engine/limits";
import { type PolicyForm, selectableScopes } from "@/lib/engine/policy/form";
import type { OnBehalfRequestor } from "@/lib/engine/policy/policy";
import { useEditor } from "./editor-context";
import { ChooseOne, Switch } from "./fields";
import { useProblems } from "./problems";
import { SubjectSet } from "./subject-set";

const scopeWords = {
  specificDirectoryUsers: { label: "Specific people and groups", description: "Only those you list." },
  allMemberUsers: { label: "All members", description: "Everybody who works here, but no guests." },
  allDirectoryUsers: { label: "All users", description: "Everybody in the directory, guests included." },
  notSpecified: { label: "None", description: "Nobody asks; administrators assign the package directly." },
  allConfiguredConnectedOrganizationUsers: {
    label: "All connected organizations",
    description: "People of every connected partner organization. None is connected yet, so nobody can ask.",
  },
  allExternalUsers: {
    label: "Everybody outside",
    description: "People of connected partner organizations and others. None is connected yet, so nobody can ask.",
  },
} as const satisfies Record<PolicyForm["allowedTargetScope"], { label: string; description: string }>;

/** WHO-11 to WHO-14, WHO-34 to WHO-40: who is in scope, and who may ask for them. */
export function WhoCanAsk() {
  const { draft, dispatch, names, search } = useEditor();
  const problem = useProblems();
  // A scope that a script stored can be kept; it is not one to choose here.
  const [storedScope] = useState(draft.allowedTargetScope);
  const scopes = [...new Set([...selectableScopes, storedScope])];
  const isForNobody = draft.allowedTargetScope === "notSpecified";
  return (
    <Panel title="Who can ask" description="For whom the package can be asked for under this policy, and by whom.">
      <div className="flex flex-col gap-6">
        <ChooseOne
          label="Who can get the package?"
          value={draft.allowedTargetScope}
          options={scopes.map((value) => ({ value, ...scopeWords[value] }))}
          error={problem("allowedTargetScope")}
          onChange={(allowedTargetScope) => dispatch({ kind: "set", set: { allowedTargetScope } })}
        />
        {draft.allowedTargetScope === "specificDirectoryUsers" && (
          <SubjectSet
            legend="People and groups"
            description={`Everybody in a group counts, now or later. At most ${limits.policyTargetsMax} entries.`}
            subjects={draft.specificAllowedTargets}
            onChange={(specificAllowedTargets) => dispatch({ kind: "set", set: { specificAllowedTargets } })}
            names={names}
            onNamed={(id, name) => dispatch({ kind: "named", id, name })}
            search={search}
            error={problem("specificAllowedTargets")}
          />
        )}
        {isForNobody ? (
          <p className="text-sm leading-6 text-muted">
            Only administrators act under such a policy, so there is nothing more to choose here.
          </p>
        ) : (
          <Askers />
        )}
      </div>
    </Panel>
  );
}

function Askers() {
  const { draft, dispatch } = useEditor();
  const problem = useProblems();
  const settings = draft.requestorSettings;
  const set = (change: Partial<typeof settings>) => dispatch({ kind: "settingsSet", set: change });
  const askers = settings.enableOnBehalfRequestorsToAddAccess ? settings.onBehalfRequestors : [];
  const has = (kind: OnBehalfRequestor["kind"]) => askers.some((each) => each.kind === kind);
  const setAsker = (kind: OnBehalfRequestor["kind"], on: boolean) => {
    const others = askers.filter((each) => each.kind !== kind);
    const onBehalfRequestors = on ? [...others, { kind }] : others;
    set({ onBehalfRequestors, enableOnBehalfRequestorsToAddAccess: onBehalfRequestors.length > 0 });
  };
  return (
    <>
      <fieldset className="flex min-w-0 flex-col gap-2">
        <legend className="mb-1.5 text-sm font-medium">Who may ask for them?</legend>
        <Switch
          label="They themselves"
          checked={settings.enableTargetsToSelfAddAccess}
          onChange={(enableTargetsToSelfAddAccess) => set({ enableTargetsToSelfAddAccess })}
        />
        <Switch
          label="Their manager"
          description="The direct one; nobody above."
          checked={has("requestorManager")}
          error={problem("requestorSettings", "onBehalfRequestors")}
          onChange={(on) => setAsker("requestorManager", on)}
        />
        <Switch
          label="Any colleague"
          description="Everybody in the directory, in scope or not."
          checked={has("anyDirectoryUser")}
          onChange={(on) => setAsker("anyDirectoryUser", on)}
        />
        <Switch
          label="Administrators, by assigning it directly"
          checked={settings.enableAdministratorsToAddAccess}
          onChange={(enableAdministratorsToAddAccess) => set({ enableAdministratorsToAddAccess })}
        />
      </fieldset>
      {askers.length > 0 && (
        <fieldset className="flex min-w-0 flex-col gap-2">
          <legend className="mb-1.5 text-sm font-medium">What else may those do who ask for others?</legend>
          <Switch
            label="Extend the access"
            checked={settings.enableOnBehalfRequestorsToUpdateAccess}
            onChange={(on) => set({ enableOnBehalfRequestorsToUpdateAccess: on })}
          />
          <Switch
            label="Give the access back"
            checked={settings.enableOnBehalfRequestorsToRemoveAccess}
            onChange={(on) => set({ enableOnBehalfRequestorsToRemoveAccess: on })}
          />
        </fieldset>
      )}
    </>
  );
}
