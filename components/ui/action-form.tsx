"use client";
import {
  createContext,
  type FormEvent,
  type ReactNode,
  startTransition,
  use,
  useActionState,
  useEffect,
  useRef,
  useState,
} from "react";
import { type ActionState, idle } from "@/lib/client/action-state";
import { RefusalAlert } from "./refusal-alert";

type Pressed = { readonly name: string; readonly value: string };

type FormContext = {
  state: ActionState;
  pending: boolean;
  /** The button the form was sent with, where it says which it is. */
  pressed: Pressed | null;
};

const Context = createContext<FormContext>({ state: idle, pending: false, pressed: null });

/** The state of the form around, for fields and buttons; idle outside a form. */
export function useActionForm(): FormContext {
  return use(Context);
}

/** What the last submission says about one field. */
export function useField(name: string): { error: string | undefined; value: string | readonly string[] | undefined } {
  const { state } = useActionForm();
  return {
    error: state.status === "invalid" ? state.errors[name] : undefined,
    value: state.status === "invalid" || state.status === "refused" ? state.values[name] : undefined,
  };
}

export type ActionFormProps = {
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
  children: ReactNode;
  className?: string;
  /** Accessible name, when no heading names the form. */
  label?: string;
  /** After an action that stays on the page, e.g. to close the dialog around. */
  onDone?: (() => void) | undefined;
};

/**
 * A native form around a server action. Keeps what was typed when the action says no, puts messages at the fields and
 * moves the focus there, ignores a second submit while the first is under way, and sends one `submissionKey` per
 * intended submission, so that a repeated one changes nothing.
 */
export function ActionForm({ action, children, className = "flex flex-col gap-5", label, onDone }: ActionFormProps) {
  const [state, dispatch, pending] = useActionState(action, idle);
  const form = useRef<HTMLFormElement>(null);
  const key = useRef<string | null>(null);
  const [pressed, setPressed] = useState<Pressed | null>(null);

  useEffect(() => {
    if (state.status === "done") {
      key.current = null;
      form.current?.reset();
      onDone?.();
    }
    if (state.status === "invalid") form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
    if (state.status === "refused") form.current?.querySelector<HTMLElement>("[data-form-message]")?.focus();
  }, [state, onDone]);

  function submit(event: FormEvent<HTMLFormElement>) {
    // Not the native action path: React would reset the fields after it, also after a refusal.
    event.preventDefault();
    if (pending) return;
    const { submitter } = event.nativeEvent as SubmitEvent;
    const data = new FormData(event.currentTarget, submitter);
    const isNamed = submitter instanceof HTMLButtonElement && submitter.name !== "";
    setPressed(isNamed ? { name: submitter.name, value: submitter.value } : null);
    key.current ??= crypto.randomUUID();
    if (!data.get("submissionKey")) data.set("submissionKey", key.current);
    startTransition(() => dispatch(data));
  }

  const unplaced = state.status === "invalid" ? state.errors[""] : undefined;
  return (
    <form
      ref={form}
      action={dispatch}
      onSubmit={submit}
      noValidate
      aria-label={label}
      aria-busy={pending}
      className={className}
    >
      {(state.status === "refused" || unplaced) && (
        <div data-form-message tabIndex={-1} className="rounded-2xl outline-none">
          <RefusalAlert
            refusal={state.status === "refused" ? state.refusal : { code: "invalid", title: unplaced ?? "" }}
          />
        </div>
      )}
      <Context value={{ state, pending, pressed }}>{children}</Context>
      {/* Always there, so that screen readers notice the text arriving. */}
      <p
        role="status"
        className={state.status === "done" && state.message ? "text-sm text-success-soft-foreground" : "sr-only"}
      >
        {state.status === "done" ? state.message : pending ? "Sending…" : ""}
      </p>
    </form>
  );
}
