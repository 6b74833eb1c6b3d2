import type { Operation } from "@/lib/graph/http/operation";
import { catalogOperations } from "./catalogs";
import { packageOperations } from "./packages";
import { policyOperations } from "./policies";

/** Everything the API serves. */
export const operations: readonly Operation[] = [...catalogOperations, ...packageOperations, ...policyOperations];
