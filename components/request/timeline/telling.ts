import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { RequestStory } from "@/components/request/request-story";
import type { TimelineTone } from "@/components/ui/timeline";
import type { RequestEventKind } from "@/lib/engine/request/events";
import type { FactGroup } from "./fact-groups";

export type Telling = { icon: LucideIcon; tone?: TimelineTone; title: ReactNode; body?: ReactNode };

/** How a kind of fact is told, in the story it belongs to. */
export type Teller = (group: FactGroup, story: RequestStory) => Telling;

/** A family of facts; `satisfies` keeps track of which. */
export type Tellers = Partial<Record<RequestEventKind, Teller>>;

/** An approver by name, where the reader is shown names. */
export const approver = (name: string | null): string => name ?? "An approver";
