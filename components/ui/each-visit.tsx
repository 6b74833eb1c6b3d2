"use client";
import { Fragment, type ReactNode, useEffect, useState } from "react";

/** Pages that were left are kept as they were; what stands in here begins anew whenever somebody comes back. */
export function EachVisit({ children }: { children: ReactNode }) {
  const [visit, setVisit] = useState(0);
  // A page that is left goes out of sight, and its effects with it.
  useEffect(() => () => setVisit((before) => before + 1), []);
  return <Fragment key={visit}>{children}</Fragment>;
}
