import type { RequestEventKind } from "@/lib/engine/request/events";
import { assignmentFacts } from "./assignment-facts";
import { deliveryFacts } from "./delivery-facts";
import { exchangeFacts } from "./exchange-facts";
import { requestFacts } from "./request-facts";
import { stageFacts } from "./stage-facts";
import type { Teller } from "./telling";

/** How each kind of fact is told. */
export const tellers: Record<RequestEventKind, Teller> = {
  ...requestFacts,
  ...stageFacts,
  ...exchangeFacts,
  ...deliveryFacts,
  ...assignmentFacts,
};
