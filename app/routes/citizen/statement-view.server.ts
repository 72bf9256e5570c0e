import type { AccessibilityStatement } from "#app/apply/describe-accessibility.server.ts";
import { municipalityFrame } from "./addresses.ts";

/** A statement as its page shows it; `origin`: of the portal, as its visitors know it. */
export function statementView(statement: AccessibilityStatement, origin: string) {
  const municipality = municipalityFrame(statement.municipality);
  return { ...statement, municipality, address: `${origin}${municipality.href}` };
}
export type ShownStatement = ReturnType<typeof statementView>;
