import { askFor, expectState, main, press, rowOf } from "@/e2e/support/portal";
import { findPersonId } from "@/e2e/support/sign-in";
import { expect, test } from "@/e2e/support/test";
import type { PersonId, RequestId } from "@/lib/engine/ids";
import { DAY_MS } from "@/lib/engine/time";
import { demoClock } from "@/lib/platform/clock";
import { askRequestor } from "@/lib/services/ask-requestor";
import { depsFor } from "@/lib/services/deps";

test.use({ company: "answer and remind" });

const wanted = "Remote Access";

test("a request that waits too long: its approvers are reminded, once in a day", async ({
  browserOf,
  advanceClock,
}) => {
  const nora = await browserOf("Nora Quinn");
  const request = await askFor(nora, wanted);
  const remind = main(nora).getByRole("button", { name: "Remind Priya Raman" });
  await expect(main(nora).getByText("You can remind Priya Raman")).toBeVisible();
  await expect(remind).toHaveCount(0);

  await advanceClock({ byMs: DAY_MS });
  await nora.goto(request);
  await press(remind);
  const dialog = nora.getByRole("alertdialog");
  await expect(dialog).toContainText(`Priya Raman is told that your request for ${wanted} still waits.`);
  await dialog.getByRole("button", { name: "Send the reminder" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(remind).toHaveCount(0);
  await expect(main(nora).getByText("You can remind Priya Raman")).toBeVisible();
  await expect(main(nora).getByText("Nora Quinn reminded the approvers")).toBeVisible();
});

test("a question is answered where it waits, and the clock goes on", async ({ app, browserOf, advanceClock }) => {
  const maya = await browserOf("Maya Lindqvist");
  const campaign = "Marketing Campaign";
  await maya.goto("/requests?filter=open");
  await rowOf(maya, campaign).getByRole("link").click();
  await maya.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
  const request = new URL(maya.url()).pathname;
  const { db } = app.handle;
  const asked = await askRequestor(depsFor(db, demoClock(db)), {
    personId: (await findPersonId(app, "Priya Raman")) as PersonId,
    requestId: request.split("/").at(-1) as RequestId,
    stage: 0,
    question: "Until when do you need the media plan?",
  });
  expect(asked.ok).toBe(true);

  await maya.goto("/");
  await expect(main(maya).getByText("Needs you: answer a question")).toBeVisible();
  await maya.goto("/requests");
  await expect(rowOf(maya, campaign)).toContainText("Question to answer");
  await expect(rowOf(maya, campaign)).toContainText("Answer due");
  await rowOf(maya, campaign).getByRole("link").click();
  await expect(main(maya).getByRole("heading", { name: "Priya Raman asks you something first" })).toBeVisible();
  await expect(main(maya).getByRole("button", { name: "Remind" })).toHaveCount(0);

  const form = maya.getByRole("form", { name: "Your answer" });
  await press(form.getByRole("button", { name: "Send the answer" }));
  await expect(form.getByText("This needs an answer.")).toBeVisible();
  await form.getByRole("textbox", { name: "Your answer" }).fill("Until the campaign ends in March.");
  await advanceClock({ byMs: 2 * DAY_MS });
  await press(form.getByRole("button", { name: "Send the answer" }));
  await expect(form).toHaveCount(0);
  await expectState(maya, request, "Pending approval");
  await expect(main(maya).getByText("Until the campaign ends in March.")).toBeVisible();
  await expect(main(maya).getByText("The clock of the stage goes on.")).toBeVisible();
});
