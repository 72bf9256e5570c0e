/** Whether an error says that the database cannot be reached. By name: the class may exist twice, in the build and around it. */
export function isDatabaseAway(error: unknown): boolean {
  return error instanceof Error && error.name === "DatabaseUnavailableError";
}
