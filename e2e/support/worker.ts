import { expect } from "@playwright/test";
import type { App } from "./app";

/** Waits until the portal's worker has done all it has to do by now; a screen read afterwards is not behind. */
export async function untilWorkIsDone(app: App): Promise<void> {
  const open = async () => {
    const { rows } = await app.handle.pool.query<{ task: string }>(
      "select task_identifier as task from graphile_worker.jobs where run_at <= now() or locked_at is not null",
    );
    return rows.map((row) => row.task);
  };
  await expect.poll(open, { message: "the worker's queue", timeout: 30_000, intervals: [50, 100, 200] }).toEqual([]);
}
