"use client";
import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { consequenceText, gapLabel, gapTone, stageText } from "@/components/admin/coverage-words";
import { plural } from "@/components/policy/policy-words";
import { buttonClass } from "@/components/ui/button-class";
import { Panel } from "@/components/ui/panel";
import { StateChip } from "@/components/ui/state-chip";
import { askJson, RefusedError } from "@/lib/client/fetch-json";
import type { PolicyDraft } from "@/lib/engine/policy/draft";
import { sentOf } from "@/lib/engine/policy/draft-form";
import { type PolicyImpact, policyImpactSchema } from "@/lib/views/policy-impact";
import { useEditor } from "./editor-context";

/** An unfinished name changes nothing for anybody. */
const named = (draft: PolicyDraft) => ({ ...sentOf(draft), displayName: draft.displayName.trim() || "Policy" });

export type ImpactProps = { packageId: string; policyId: string | null };

/** POL-12: what a save would change, asked before it. */
export function Impact({ packageId, policyId }: ImpactProps) {
  const { draft } = useEditor();
  const heading = useRef<HTMLDivElement>(null);
  const asked = useMutation({
    mutationFn: async (of: PolicyDraft) =>
      policyImpactSchema.parse(
        await askJson("/api/admin/policy-impact", { packageId, policyId, policy: JSON.stringify(named(of)) }),
      ),
    onSettled: () => heading.current?.focus(),
  });
  const isOld = asked.variables !== undefined && asked.variables !== draft;
  return (
    <Panel
      title="What this changes"
      description="Counted with the directory as it is now. Nothing is saved by looking."
    >
      <div className="flex flex-col gap-4 text-sm">
        <button
          type="button"
          aria-disabled={asked.isPending || undefined}
          onClick={() => !asked.isPending && asked.mutate(draft)}
          className={`${buttonClass({ variant: "outline", size: "sm" })} w-fit`}
        >
          {asked.isPending ? "Counting…" : "See what this changes"}
        </button>
        <div
          ref={heading}
          tabIndex={-1}
          role="status"
          className="flex flex-col gap-4 rounded-xl outline-none empty:-mt-4"
        >
          {asked.isError && <p className="text-danger-soft-foreground">{failureText(asked.error)}</p>}
          {asked.data && isOld && (
            <p className="text-warning-soft-foreground">You changed the policy since; look again before you save.</p>
          )}
          {asked.data && <Changes impact={asked.data} isNew={policyId === null} />}
        </div>
      </div>
    </Panel>
  );
}

const failureText = (error: Error): string =>
  error instanceof RefusedError && error.status === 422
    ? "Some parts are not complete yet. Save to see which, then look again."
    : "It could not be counted. Check your connection and try again.";

type Crowd = PolicyImpact["gained"];

/** "Ada, Ben and 7 others" */
function namesText({ count, names }: Crowd): string {
  const more = count - names.length;
  const all = more > 0 ? [...names, plural(more, "other")] : names;
  return new Intl.ListFormat("en", { type: "conjunction" }).format(all);
}

const people = (count: number): string => plural(count, "person", "people");

function Changes({ impact, isNew }: { impact: PolicyImpact; isNew: boolean }) {
  const { before, after, gained, lost, gaps, openRequests, activeAssignments } = impact;
  const kept = [
    activeAssignments > 0 && plural(activeAssignments, "active assignment"),
    openRequests > 0 && plural(openRequests, "open request"),
  ].filter((text) => text !== false);
  return (
    <>
      <ul className="flex list-disc flex-col gap-1.5 ps-5 leading-6">
        <li>
          {isNew
            ? `Access can be asked for under it for ${people(after)}.`
            : `Access can be asked for under it for ${people(before)} now, and for ${people(after)} after.`}
        </li>
        {gained.count > 0 && !isNew && (
          <li>
            {people(gained.count)} more: {namesText(gained)}.
          </li>
        )}
        {lost.count > 0 && (
          <li>
            {people(lost.count)} less: {namesText(lost)}.{" "}
            {lost.without === lost.count
              ? "No other policy of the package is for them."
              : `For ${people(lost.count - lost.without)} of them another policy of the package remains.`}
          </li>
        )}
        {kept.length > 0 && <li>Unchanged, by the version they were made by: {kept.join(" and ")}.</li>}
      </ul>
      {gaps.length > 0 ? (
        <ul className="flex flex-col gap-3">
          {gaps.map((gap, index) => (
            // Gaps of one stage are told apart by nothing but their place.
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while it is shown
            <li key={index} className="flex flex-col gap-1 rounded-xl border border-border p-3">
              <span className="flex flex-wrap items-center gap-2">
                <span className="font-medium">{stageText(gap.stage, gap.stageCount)}</span>
                <StateChip tone={gapTone[gap.kind]}>{gapLabel[gap.kind]}</StateChip>
              </span>
              <span className="leading-6">
                For {people(gap.affected.count)}: {namesText(gap.affected)}. {consequenceText(gap)}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-muted">In every stage there is somebody who could decide.</p>
      )}
    </>
  );
}
