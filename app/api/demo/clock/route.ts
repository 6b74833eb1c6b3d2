import { z } from "zod";
import { HOUR_MS } from "@/lib/engine/time";
import { parseBody, readBody } from "@/lib/graph/http/body";
import { secondsOf } from "@/lib/graph/odata/duration";
import { advanceDemoClock } from "@/lib/services/advance-demo-clock";
import { liveDeps } from "@/lib/services/deps";
import { answerInDemo } from "../answer";

/** As far as the time machine in the header goes at once. */
const HOURS_MAX = 400 * 24;

const moveInput = z.strictObject({
  advance: z
    .string()
    .transform((text) => (secondsOf(text) ?? 0) * 1_000)
    .refine((ms) => ms > 0 && ms <= HOURS_MAX * HOUR_MS, "Takes a duration such as P8D or PT12H, up to P400D."),
});

/** `POST {"advance":"P8D"}`: moves the demo's clock, and does what falls due on the way. */
export async function POST(request: Request): Promise<Response> {
  return answerInDemo(request, "write", async () => {
    const { advance } = parseBody(moveInput, await readBody(request));
    const now = await advanceDemoClock(liveDeps(), { byMs: advance });
    return { now: now.toISOString() };
  });
}
