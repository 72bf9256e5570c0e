import { eventProblemPrefix, type SetProblem } from "./wire.server.ts";

/**
 * Reasons to reject (documentation: receiving/verification, section 8). Prefix and shape are published; the names were
 * recalled.
 */
const titles = {
  "invalid-event-log": "Inkonsistentes Ereignisprotokoll",
  "missing-authentication-tags": "Fehlende Authentication-Tags",
  "incorrect-authentication-tag": "Ungültiger Authentication-Tag",
  "attachments-mismatch": "Inkonsistente Anlagen",
  "encryption-issue": "Entschlüsselungs-Fehler",
  "syntax-violation": "Syntax-Fehler",
  "missing-schema": "Schema-Referenz fehlt",
  "unsupported-schema": "Schema nicht unterstützt",
  "schema-violation": "Schema-Fehler",
  "unsupported-service": "Leistung nicht unterstützt",
  "missing-data": "Fachdaten fehlen",
  "missing-attachment": "Anlage fehlt",
  "incorrect-hash": "Prüfsumme stimmt nicht",
  "unsupported-reply-channel": "Rückkanal nicht unterstützt",
} as const;
export type RejectionReason = keyof typeof titles;

/** Reasons that others give and the portal never does: of senders' answers, and of the service after 14 days (recalled, too). */
const foreignReasons = ["service-mismatch", "technical-error", "timeout"] as const;

/** Whatever has words for staff (`problem` in `locales/<lng>/forwarding.json`). */
export const rejectionReasons: readonly string[] = [...Object.keys(titles), ...foreignReasons];

/** Thrown by checks of what was picked up: the first that fails ends them. */
export class Rejection extends Error {
  override readonly name = "Rejection";
  readonly problem: SetProblem;

  /** `instance`: the part that is wrong: `submission`, `metadata`, `data` or `attachment:<uuid>`. `detail` holds no content. */
  constructor(reason: RejectionReason, detail: string, instance: string) {
    super(detail);
    const type = `${eventProblemPrefix}${reason}`;
    this.problem = { type, title: titles[reason], detail, instance };
  }
}
