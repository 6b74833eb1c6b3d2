import { builtInConnectors, type Connector, type Connectors } from "@/lib/services/connectors";
import { instantOf, type When } from "./when";

/** Hours in which an application did not answer: the first left a role undelivered, the second is being retried. */
const outages: readonly { readonly application: string; readonly from: When; readonly until: When }[] = [
  { application: "Ledgerline ERP", from: "88d 09:00", until: "88d 19:00" },
  { application: "Slipway Deployments", from: "60m", until: "0m" },
];

/** The portal's own connectors, but for the outages of the history. */
export function connectorsWithOutages(now: Date): Connectors {
  const isDown = (application: string, at: Date) =>
    outages.some(
      (each) => each.application === application && at >= instantOf(each.from, now) && at <= instantOf(each.until, now),
    );
  const applications: Connector = {
    grant: async (tx, order) => {
      if (isDown(order.originId, order.at)) throw new Error(`${order.originId} does not answer`);
      await builtInConnectors.AadApplication.grant(tx, order);
    },
    revoke: builtInConnectors.AadApplication.revoke,
  };
  return { ...builtInConnectors, AadApplication: applications };
}
