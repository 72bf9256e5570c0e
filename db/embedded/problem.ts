/** The bundled PostgreSQL cannot start. The message says what to do, for whoever reads it at the terminal. */
export class EmbeddedDatabaseError extends Error {
  override readonly name = "EmbeddedDatabaseError";
  constructor(problem: string, remedy: string, cause?: unknown) {
    super(`${problem}\n  What to do: ${remedy}`, cause === undefined ? {} : { cause });
  }
}
