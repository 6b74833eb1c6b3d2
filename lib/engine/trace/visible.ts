import { type ApproverVisibility, showsApprovers } from "@/lib/engine/approval/visibility";
import { seesHoldings } from "@/lib/engine/request/knowledge";
import type { SubmissionFacts } from "@/lib/engine/request/submission";
import type { DecisionTrace, GateTrace, PolicyTrace } from "./trace";

/** A trace as its reader may see it; null where they are not shown who decides (APP-70). */
export type VisibleTrace = Omit<DecisionTrace, "stages"> & {
  readonly stages: readonly (Omit<DecisionTrace["stages"][number], "asked" | "alternates" | "excluded"> & {
    readonly isSomebodyAble: boolean;
    readonly asked: DecisionTrace["stages"][number]["asked"] | null;
    readonly alternates: DecisionTrace["stages"][number]["alternates"] | null;
    readonly excluded: DecisionTrace["stages"][number]["excluded"] | null;
  })[];
};

/** ERR-2, ERR-52: of a package one may not know, one learns that it is not there, whatever else is in the way. */
const unknown = ({ gates, refusal }: DecisionTrace): VisibleTrace => ({
  gates: gates
    .filter((gate) => gate.step < 2 || gate.refusal?.code === "packageNotFound")
    .map((gate) => (gate.refusal?.code === "packageNotFound" ? { ...gate, inputs: [] } : gate)),
  refusal,
  policies: [],
  becomes: null,
  stages: [],
  period: null,
  roles: [],
  held: null,
  warnings: [],
});

/** WHO-7, WHO-30: policies that are for others do not exist for a requestor. */
const isForThem = ({ verdict }: PolicyTrace): boolean => verdict === "selectable";

/** Names of policies for others, and what somebody holds or asked for, can stand among the inputs of these gates. */
const tellsPolicies = (gate: GateTrace, { gates }: DecisionTrace): boolean =>
  gate.rule === "ERR-5" || (gate.step === 5 && gates.some((each) => each.step === 5 && each.refusal !== null));
const holdingRules: readonly string[] = ["ERR-8", "ERR-9", "ERR-11", "ERR-12", "ERR-13"];
const tellsHoldings = (gate: GateTrace): boolean => holdingRules.includes(gate.rule);

/**
 * What the requestor may know of a trace (WHO-7, ERR-2, ERR-52, ERR-12, APP-70); whoever administers the package
 * (`facts.direct`) sees all of it.
 */
export function visibleTrace(
  trace: DecisionTrace,
  facts: SubmissionFacts,
  override: ApproverVisibility = "default",
): VisibleTrace {
  if (trace.gates.some((gate) => gate.refusal?.code === "packageNotFound")) return unknown(trace);
  const isAll = facts.direct !== null;
  const showsNames = isAll || showsApprovers(facts.settings, override, facts.requestor.kind);
  const showsHoldings = seesHoldings(facts);
  return {
    ...trace,
    gates: trace.gates.map((gate) =>
      (tellsPolicies(gate, trace) && !isAll) || (tellsHoldings(gate) && !showsHoldings)
        ? { ...gate, inputs: [] }
        : gate,
    ),
    policies: isAll ? trace.policies : trace.policies.filter(isForThem),
    stages: trace.stages.map(({ asked, alternates, excluded, ...stage }) => ({
      ...stage,
      isSomebodyAble: asked.length > 0,
      asked: showsNames ? asked : null,
      alternates: showsNames ? alternates : null,
      excluded: showsNames ? excluded : null,
    })),
    roles: showsHoldings ? trace.roles : [],
    held: showsHoldings ? trace.held : null,
    warnings: showsHoldings ? trace.warnings : [],
  };
}
