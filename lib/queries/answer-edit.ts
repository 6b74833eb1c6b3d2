import type { Viewer } from "@/lib/auth/viewer";
import { editableQuestions } from "@/lib/engine/approval/answer-edit";
import type { RequestId } from "@/lib/engine/ids";
import { loadDecider } from "@/lib/facts/people";
import { loadRequests } from "@/lib/facts/requests";
import { loadSettings } from "@/lib/facts/settings";
import { isUuid } from "@/lib/platform/ids";
import type { QuestionView } from "@/lib/views/packages";
import { questionView } from "./question-view";
import { currentReading, type Reading } from "./reading";

/** INF-13: the questions whose answers the viewer may correct now, with the answers; none for everybody else. */
export async function listEditableAnswers(
  viewer: Pick<Viewer, "personId">,
  id: string,
  language: string,
  reading?: Reading,
): Promise<QuestionView[]> {
  if (!isUuid(id)) return [];
  const { db, now } = reading ?? (await currentReading());
  const requestId = id as RequestId;
  const request = (await loadRequests(db, [requestId])).get(requestId)?.request;
  const decider = await loadDecider(db, viewer.personId);
  if (!request || !decider) return [];
  const questions = editableQuestions(request, await loadSettings(db), decider, now);
  return questions.map((question) => questionView(question, language, request.answers));
}
