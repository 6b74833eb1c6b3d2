import { ActionForm, type ActionFormProps } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/choice-group";
import { Panel } from "@/components/ui/panel";
import { SubmitButton } from "@/components/ui/submit-button";
import { type AdditionalAccessView, counterpartKey } from "@/lib/views/separation-of-duties";
import { RemoveEntry } from "./remove-entry";

export type DeclaredPairProps = {
  view: AdditionalAccessView;
  exclude: ActionFormProps["action"];
  allow: ActionFormProps["action"];
};

/** What is declared about a pair, and the forms that change it. */
export function DeclaredPair({ view, exclude, allow }: DeclaredPairProps) {
  const { package: wanted, counterpart, isDeclared, isDeclaredBack, mayConfigure, mayConfigureBack } = view;
  const isGroup = counterpart.kind === "group";
  const mayAddReverse = mayConfigureBack && !isDeclaredBack && !isGroup;
  const who = isGroup ? `members of ${counterpart.displayName}` : `holders of ${counterpart.displayName}`;
  const form = {
    action: exclude,
    packageId: wanted.id,
    counterpart: counterpartKey(counterpart),
  };
  return (
    <Panel
      title={stateOf(view)}
      description={
        isDeclared
          ? "Checked at the request, at the last approval and at delivery. Nobody lost anything when it was declared."
          : `Once it is declared, ${who} cannot get ${wanted.displayName}. Nobody loses anything: whoever is listed below keeps what they have until it ends, and can neither extend ${wanted.displayName} nor ask for it again.`
      }
    >
      {mayConfigure && (
        <div className="flex flex-wrap items-start gap-3">
          {!isDeclared && (
            <ExclusionForm {...form} label="Declare incompatible">
              {mayAddReverse && (
                <Checkbox
                  name="alsoReverse"
                  label="Also the other way round"
                  description={`Holders of ${wanted.displayName} then cannot get ${counterpart.displayName} either.`}
                />
              )}
              {!isGroup && !mayConfigureBack && (
                <p className="text-sm text-muted">
                  The other way round is for those who look after {counterpart.displayName} to declare.
                </p>
              )}
            </ExclusionForm>
          )}
          {isDeclared && mayAddReverse && (
            <ExclusionForm {...form} label="Declare the other way round too">
              <input type="hidden" name="alsoReverse" value="on" />
            </ExclusionForm>
          )}
          {isDeclared && (
            <RemoveEntry
              of={wanted}
              kind={counterpart.kind}
              entry={{ ...counterpart, isMutual: isDeclaredBack }}
              label="Remove from the list"
              allow={allow}
            />
          )}
        </div>
      )}
    </Panel>
  );
}

function stateOf({ package: wanted, counterpart, isDeclared, isDeclaredBack }: AdditionalAccessView): string {
  const { displayName } = counterpart;
  if (isDeclared && isDeclaredBack) return `${wanted.displayName} and ${displayName} exclude each other`;
  if (isDeclared) {
    const who = counterpart.kind === "group" ? `is in ${displayName}` : `holds ${displayName}`;
    return `Whoever ${who} cannot get ${wanted.displayName}`;
  }
  if (isDeclaredBack)
    return `Only the other way round is declared: whoever holds ${wanted.displayName} cannot get ${displayName}`;
  return "Nothing is declared";
}

type ExclusionFormProps = {
  action: ActionFormProps["action"];
  packageId: string;
  counterpart: string;
  label: string;
  children?: ActionFormProps["children"];
};

function ExclusionForm({ action, packageId, counterpart, label, children }: ExclusionFormProps) {
  return (
    <ActionForm action={action} label={label} className="flex flex-col gap-4">
      <input type="hidden" name="packageId" value={packageId} />
      <input type="hidden" name="counterpart" value={counterpart} />
      {children}
      <div>
        <SubmitButton pendingLabel="Declaring…">{label}</SubmitButton>
      </div>
    </ActionForm>
  );
}
