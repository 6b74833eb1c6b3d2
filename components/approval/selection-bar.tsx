import { buttonClass } from "@/components/ui/button-class";
import type { Verdict } from "@/lib/engine/approval/stage";

export type SelectionBarProps = {
  count: number;
  /** The pointer or focus comes near the buttons. */
  onNear: () => void;
  onDecide: (verdict: Verdict) => void;
  onClear: () => void;
};

/** What can be done with the selected requests at once (POR-55). */
export function SelectionBar({ count, onNear, onDecide, onClear }: SelectionBarProps) {
  return (
    <fieldset
      aria-label="Selected requests"
      onPointerEnter={onNear}
      onFocus={onNear}
      className="sticky top-16 z-10 mb-3 flex flex-wrap items-center gap-2 rounded-2xl border border-accent/40 bg-surface px-3.5 py-2 shadow-overlay lg:top-0"
    >
      <span role="status" className="me-auto text-sm font-medium tabular-nums">
        {count} selected
      </span>
      <button
        type="button"
        onClick={() => onDecide("approve")}
        className={buttonClass({ variant: "primary", size: "sm" })}
      >
        Approve…
      </button>
      <button
        type="button"
        onClick={() => onDecide("deny")}
        className={buttonClass({ variant: "dangerSoft", size: "sm" })}
      >
        Deny…
      </button>
      <button type="button" onClick={onClear} className={buttonClass({ variant: "ghost", size: "sm" })}>
        Clear
      </button>
    </fieldset>
  );
}
