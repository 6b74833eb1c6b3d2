import type { AssignmentPolicy } from "./policy";
import { isInScope, type ScopedPerson } from "./scope";

/** WHO-34, WHO-35: somebody other than an administrator may ask under it. */
const letsAsk = ({ isEnabled, requestorSettings }: AssignmentPolicy): boolean =>
  isEnabled &&
  (requestorSettings.enableTargetsToSelfAddAccess || requestorSettings.enableOnBehalfRequestorsToAddAccess);

/** Whether access can be asked for under this policy for this person, by themselves or by somebody else (WHO-39). */
export const isOpenTo = (person: ScopedPerson, policy: AssignmentPolicy): boolean =>
  letsAsk(policy) && isInScope(person, policy);

export type Reach<Of extends ScopedPerson> = {
  readonly before: readonly Of[];
  readonly after: readonly Of[];
  readonly gained: readonly Of[];
  /** `isLeftWithout`: no other policy of the package is open to them. */
  readonly lost: readonly { readonly person: Of; readonly isLeftWithout: boolean }[];
};

/** For whom access can be asked for under a policy as it is and as it would be, in the order of these people. */
export function reachOf<Of extends ScopedPerson>(
  people: readonly Of[],
  change: { readonly from: AssignmentPolicy | null; readonly to: AssignmentPolicy },
  others: readonly AssignmentPolicy[],
): Reach<Of> {
  const { from, to } = change;
  const before = people.filter((each) => from !== null && isOpenTo(each, from));
  const after = people.filter((each) => isOpenTo(each, to));
  const [had, have] = [new Set(before), new Set(after)];
  return {
    before,
    after,
    gained: after.filter((each) => !had.has(each)),
    lost: before
      .filter((each) => !have.has(each))
      .map((person) => ({ person, isLeftWithout: !others.some((other) => isOpenTo(person, other)) })),
  };
}
