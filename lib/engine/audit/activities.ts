import { catalogActivities } from "@/lib/engine/catalog/events";
import { personActivities } from "@/lib/engine/directory-events";
import { groupActivities } from "@/lib/engine/group/events";
import { packageActivities } from "@/lib/engine/package/events";
import { portalRoleActivities } from "@/lib/engine/portal-role/roles";
import { requestActivities } from "@/lib/engine/request/activities";
import { settingActivities } from "@/lib/engine/setting/events";
import { refusedAttemptActivity } from "./refused";

/** AUD-8 to AUD-13: every name by which auditors can look for what happened, in order. */
export const auditActivities: readonly string[] = [
  ...new Set<string>(
    [
      requestActivities,
      personActivities,
      groupActivities,
      packageActivities,
      catalogActivities,
      settingActivities,
      portalRoleActivities,
      { refused: refusedAttemptActivity },
    ].flatMap((each) => Object.values(each)),
  ),
].sort();
