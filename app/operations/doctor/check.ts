/** What one look at the portal found; what is not ok says what to do. */
export interface Check {
  readonly name: string;
  readonly status: "ok" | "warn" | "fail";
  readonly message: string;
  readonly remedy?: string;
}

export function ok(name: string, message: string): Check {
  return { name, status: "ok", message };
}

/** Works, but somebody should know. */
export function warn(name: string, message: string, remedy: string): Check {
  return { name, status: "warn", message, remedy };
}

/** Does not work, or not safely. */
export function fail(name: string, message: string, remedy: string): Check {
  return { name, status: "fail", message, remedy };
}
