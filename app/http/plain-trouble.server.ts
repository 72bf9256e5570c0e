/** Trouble that whoever starts the portal can put right: their messages say how. */
const plainNames = new Set(["AddressInUseError", "ConfigError", "EmbeddedDatabaseError"]);

/** How an error that ends the process is told at the terminal. */
export function plainTrouble(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return plainNames.has(error.name) ? error.message : (error.stack ?? error.message);
}
