"use client";
import { useState } from "react";
import { RadioGroup } from "@/components/ui/choice-group";
import { DateTimeField } from "@/components/ui/date-time-field";
import { Time } from "@/components/ui/time";
import { useNow } from "@/lib/client/clock";
import { latestEnd } from "@/lib/engine/assignment/period";
import type { Expiration } from "@/lib/engine/policy/policy";

const yesNo = [
  { value: "no", label: "No" },
  { value: "yes", label: "Yes" },
] as const;

/** The period the form begins with. */
type Given = { startAt: Date | null; endAt: Date | null };

export type PeriodFieldsProps = { expiration: Expiration; given?: Given | null };

/** POR-32: the question whether access is wanted for a certain time only, and then from when to when. */
export function PeriodFields({ expiration, given }: PeriodFieldsProps) {
  const isGiven = given !== null && given !== undefined && (given.startAt !== null || given.endAt !== null);
  const [isWanted, setWanted] = useState(isGiven);
  return (
    <div className="flex flex-col gap-4">
      <RadioGroup
        name="hasPeriod"
        label="For a specific period?"
        required
        inline
        options={yesNo}
        defaultValue={isGiven ? "yes" : "no"}
        onChange={(value) => setWanted(value === "yes")}
      />
      {isWanted && <Period expiration={expiration} given={given ?? null} />}
    </div>
  );
}

function Period({ expiration, given }: { expiration: Expiration; given: Given | null }) {
  const [startAt, setStartAt] = useState(given?.startAt?.toISOString() ?? "");
  const now = useNow();
  const from = now === null ? null : Math.max(now, startAt ? Date.parse(startAt) : 0);
  const limit = from === null ? null : latestEnd(expiration, new Date(from));
  return (
    <div className="flex flex-col gap-4 rounded-2xl border border-separator p-4">
      <DateTimeField
        name="startAt"
        label="Start"
        description="Empty: as soon as it is approved."
        onChange={setStartAt}
        {...(given?.startAt ? { defaultValue: given.startAt.toISOString() } : {})}
        {...(now === null ? {} : { min: new Date(now).toISOString() })}
      />
      <DateTimeField
        name="endAt"
        label="End"
        {...(given?.endAt ? { defaultValue: given.endAt.toISOString() } : {})}
        description={<EndRule limit={limit} fixed={expiration.type === "afterDateTime"} startGiven={startAt !== ""} />}
        {...(from === null ? {} : { min: new Date(from).toISOString() })}
        {...(limit === null ? {} : { max: limit.toISOString() })}
      />
    </div>
  );
}

function EndRule({ limit, fixed, startGiven }: { limit: Date | null; fixed: boolean; startGiven: boolean }) {
  if (limit === null) return "Empty: no end. Any date is possible.";
  return (
    <>
      Empty: as long as possible. At the latest <Time at={limit.toISOString()} format="dateTime" />
      {fixed || startGiven ? "." : ", if it started now."}
    </>
  );
}
