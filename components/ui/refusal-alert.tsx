import type { Route } from "next";
import Link from "next/link";
import type { RefusalNotice } from "@/lib/client/action-state";
import { Notice } from "./notice";

export type RefusalAlertProps = { refusal: RefusalNotice; tone?: "danger" | "warning" };

/** Why the rules said no and what to do next. */
export function RefusalAlert({ refusal, tone = "danger" }: RefusalAlertProps) {
  return (
    <Notice
      tone={tone}
      urgent
      title={refusal.title}
      action={
        refusal.next && (
          <Link href={refusal.next.href as Route} className="button button--sm button--outline bg-surface">
            {refusal.next.label}
          </Link>
        )
      }
    >
      {refusal.detail && <p>{refusal.detail}</p>}
      {refusal.items && refusal.items.length > 0 && (
        <ul className="mt-1 list-disc ps-5">
          {refusal.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
