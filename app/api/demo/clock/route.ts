import { z } from "zod";
import { limits } from "@/lib/engine/limits";
import { DAY_MS } from "@/lib/engine/time";
import { parseBody, readBody } from "@/lib/graph/http/body";
import { secondsOf } from "@/lib/graph/odata/duration";
import { advanceDemoClock } from "@/lib/services/advance-demo-clock";
import { liveDeps } from "@/lib/services/deps";
import { answerInDemo } from "../answer";

const daysMax = limits.demoMoveDaysMax;

const moveInput = z.strictObject({
  advance: z
    .string()
    .transform((text) => (secondsOf(text) ?? 0) * 1_000)
    .refine((ms) => ms > 0 && ms <= daysMax * DAY_MS, `Takes a duration such as P8D or PT12H, up to P${daysMax}D.`),
});

/** `POST {"advance":"P8D"}`: moves the demo's clock, and does what falls due on the way. */
export async function POST(request: Request): Promise<Response> {
  return answerInDemo(request, "write", async () => {
    const { advance } = parseBody(moveInput, await readBody(request));
    const now = await advanceDemoClock(liveDeps(), { byMs: advance });
    return { now: now.toISOString() };
  });
}
