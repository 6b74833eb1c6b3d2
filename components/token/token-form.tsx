"use client";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { CheckboxGroup } from "@/components/ui/choice-group";
import { CopyText } from "@/components/ui/copy-text";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { ActionState } from "@/lib/client/action-state";
import type { TokenState } from "@/lib/client/token-state";
import { limits } from "@/lib/engine/limits";
import { type Scope, scopes, scopesFor, tokenLimits } from "@/lib/engine/token/token";
import { scopeWords, serviceScopeWords } from "./scope-words";

export type TokenFormProps = {
  action: (state: ActionState, form: FormData) => Promise<TokenState>;
  /** Whose token it is to be. */
  owner:
    | {
        readonly kind: "reader";
        /** Whether they administer anything; everybody else needs a token for their own access only. */
        readonly isAdministrator: boolean;
      }
    | { readonly kind: "service"; readonly serviceId: string };
};

type Words = {
  readonly description: string;
  readonly warning: string;
  readonly defaultScope: Scope;
  readonly scopes: readonly { readonly scope: Scope; readonly description: string }[];
};

function wordsFor(owner: TokenFormProps["owner"]): Words {
  if (owner.kind === "service") {
    return {
      description: "It does what the roles of the service let it do, and never more.",
      warning: "Keep it where you keep passwords. Whoever has it acts as the service.",
      defaultScope: "EntitlementManagement.Read.All",
      scopes: scopesFor("service").map((scope) => ({ scope, description: serviceScopeWords[scope] ?? "" })),
    };
  }
  return {
    description: "It does what you may do here, and never more.",
    warning: "Keep it where you keep passwords. Whoever has it acts in your name.",
    defaultScope: owner.isAdministrator ? "EntitlementManagement.Read.All" : "EntitlementMgmt-SubjectAccess.ReadWrite",
    scopes: scopes.map((scope) => ({ scope, description: scopeWords[scope].description })),
  };
}

/** Makes a token, and shows it this once. */
export function TokenForm({ action, owner }: TokenFormProps) {
  const words = wordsFor(owner);
  const [token, setToken] = useState<string | null>(null);
  const make = async (state: ActionState, form: FormData): Promise<ActionState> => {
    const next = await action(state, form);
    if ("token" in next) setToken(next.token);
    return next;
  };
  return (
    <Panel title="Make a token" description={words.description}>
      <div className="flex flex-col gap-5">
        <ActionForm action={make} label="Make a token">
          {owner.kind === "service" && <input type="hidden" name="serviceId" value={owner.serviceId} />}
          <TextField
            name="displayName"
            label="Name"
            description="So that you know later what uses it, such as “Nightly report”."
            required
            limit={limits.nameChars}
            autoComplete="off"
          />
          <CheckboxGroup
            name="scopes"
            label="What is it for?"
            required
            defaultValue={[words.defaultScope]}
            options={words.scopes.map(({ scope, description }) => ({
              value: scope,
              label: scopeWords[scope].label,
              description: `${description} In Graph: ${scope}.`,
            }))}
          />
          <TextField
            name="days"
            label="Days until it expires"
            description={`${tokenLimits.daysMin} to ${tokenLimits.daysMax}. It stops working by itself then.`}
            type="number"
            inputMode="numeric"
            required
            defaultValue={String(tokenLimits.daysDefault)}
          />
          <div>
            <SubmitButton pendingLabel="Making the token…">Make the token</SubmitButton>
          </div>
        </ActionForm>
        {token !== null && (
          <Notice tone="success" urgent title="Copy the token now. It is shown this once.">
            <div className="mt-2 flex flex-col gap-2">
              <CopyText text={token} about="the token" />
              <p>{words.warning}</p>
            </div>
          </Notice>
        )}
      </div>
    </Panel>
  );
}
