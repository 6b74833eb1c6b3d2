"use client";
import { useActionForm } from "@/components/ui/action-form";
import { Notice } from "@/components/ui/notice";

/** What is wrong with fields nobody sees: the form itself has become outdated. */
export function FormProblem({ fields }: { fields: readonly string[] }) {
  const { state } = useActionForm();
  if (state.status !== "invalid" || !fields.some((field) => state.errors[field])) return null;
  return (
    <Notice
      tone="danger"
      urgent
      title="This form has changed since you opened it"
      action={
        <button
          type="button"
          onClick={() => location.reload()}
          className="button button--sm button--outline bg-surface"
        >
          Load the new form
        </button>
      }
    >
      Nothing was sent. Copy what you have typed if you want to keep it; the new form starts empty.
    </Notice>
  );
}
