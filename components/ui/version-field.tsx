"use client";
import { useEffect, useEffectEvent, useState } from "react";
import { useActionForm } from "./action-form";

/**
 * ERR-50: sends the version the form began with, whatever the page around has read since. Whoever was told that there is
 * a newer one sends that one when they save again, and replaces it knowingly.
 */
export function VersionField({ current }: { current: number }) {
  const { state } = useActionForm();
  const [read, setRead] = useState(current);
  const told = useEffectEvent(() => setRead(current));
  const isStale = state.status === "refused" && state.refusal.code === "staleVersion";
  useEffect(() => {
    if (isStale && state) told();
  }, [isStale, state]);
  return <input type="hidden" name="version" value={read} />;
}
