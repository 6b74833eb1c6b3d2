export type ProblemDetail = { readonly code: string; readonly message: string; readonly target?: string };

/** Why the API does not do as asked: what a client reads as the status and the error of the answer. */
export class GraphProblem extends Error {
  override readonly name = "GraphProblem";
  readonly status: number;
  readonly code: string;
  readonly details: readonly ProblemDetail[];
  /** Seconds after which it makes sense to try again. */
  readonly retryAfter: number | null;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { readonly details?: readonly ProblemDetail[]; readonly retryAfter?: number } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = more.details ?? [];
    this.retryAfter = more.retryAfter ?? null;
  }
}

export const badRequest = (message: string, details: readonly ProblemDetail[] = []) =>
  new GraphProblem(400, "BadRequest", message, { details });

export const forbidden = (message: string) => new GraphProblem(403, "Forbidden", message);

/** The same answer for what does not exist and for what its reader may not know of (DEL-23). */
export const notFound = (what: string, id: string) =>
  new GraphProblem(404, "ResourceNotFound", `There is no ${what} with the id '${id}'.`);
