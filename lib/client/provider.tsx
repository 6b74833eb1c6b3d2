"use client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { RefusedError } from "./fetch-json";

/** The store for what others change while it is looked at: approvals, their count, people as they are searched. */
export function Provider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: {
            staleTime: 20_000,
            // A person who was signed out or may not know something gets the same answer again.
            retry: (failures, error) => failures < 2 && !(error instanceof RefusedError),
          },
        },
      }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
