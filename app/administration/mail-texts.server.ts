import { query, withMunicipality } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { deleteMailText, listMailTexts, saveMailText } from "#db/queries/mails.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { shortName, type Municipality } from "../domain/municipality.ts";
import type { StaffLanguage } from "../i18n/languages.ts";
import { checkMailText, fillMailText, type TextProblem } from "../notification/fill-text.ts";
import type { MailKind, MailText } from "../notification/mail-kinds.ts";
import { findMailText, pickMailText } from "../notification/mail-texts.server.ts";
import { can, municipalitiesFor, type Actor } from "../identity/permissions.ts";
import { overtaken, seenOf, type Overtaken } from "./seen.server.ts";

/** Which text is meant. */
export interface MailTextName {
  readonly ars: string | undefined;
  readonly kind: MailKind;
  readonly language: StaffLanguage;
}

export type LoadedMailText =
  | {
      readonly kind: "text";
      readonly municipality: Municipality;
      readonly text: MailText & { readonly isOwn: boolean };
      readonly seen: string;
    }
  | { readonly kind: "unknown" };

/** A text for mails as it stands for a municipality; the first of one's own where none is named. */
export async function loadMailText(
  portal: Portal,
  actor: Actor,
  { ars: asked, kind, language }: MailTextName,
): Promise<LoadedMailText> {
  const ars = asked ?? municipalitiesFor(actor, "offering.change")[0];
  if (ars === undefined || !can(actor, "offering.change", ars)) return { kind: "unknown" };
  const municipality = await query(portal.database, (sql) => findMunicipality(sql, ars));
  if (!municipality) return { kind: "unknown" };
  const text = await findMailText(portal, ars, kind, language);
  return { kind: "text", municipality, text, seen: seenOf(factsOf(text)) };
}

function factsOf({ subject, body }: MailText) {
  return { subject, body };
}

export type MailTextChange =
  | Overtaken
  | { readonly kind: "saved" | "unknown" }
  | { readonly kind: "refused"; readonly problems: readonly TextProblem[] };

/** Gives a municipality a text of its own; `undefined` takes it away, and the portal's applies again. `seen`: what the form had shown. */
export async function changeMailText(
  portal: Portal,
  actor: Actor,
  { kind, language, ars }: MailTextName,
  text: MailText | undefined,
  seen?: string,
): Promise<MailTextChange> {
  if (ars === undefined || !can(actor, "offering.change", ars)) return { kind: "unknown" };
  const problems = text ? checkMailText(kind, text) : [];
  if (problems.length > 0) return { kind: "refused", problems };
  const at = portal.clock();
  const name = { ars, kind, language };
  const sent = { seen, typed: text && factsOf(text) };
  return withMunicipality(portal.database, ars, async (sql): Promise<MailTextChange> => {
    const other = await overtaken(sql, `mail ${kind}.${language} ${ars}`, sent, async () =>
      factsOf(pickMailText(await listMailTexts(sql, ars), kind, language)),
    );
    if (other) return other;
    if (text)
      await saveMailText(sql, { ...name, ...text, updatedAt: at, updatedBy: actor.accountId });
    else await deleteMailText(sql, name);
    await insertAuditEntry(sql, {
      at,
      ars,
      actor: actor.accountId,
      action: text ? "mailText.changed" : "mailText.reset",
      subject: `${kind}.${language}`,
      details: {},
    });
    return { kind: "saved" };
  });
}

/** How a mail would look, with made-up values. */
export function previewMailText(
  municipality: Municipality,
  text: MailText,
  language: StaffLanguage,
  sample: Readonly<Record<string, string>>,
): { readonly subject: string; readonly text: string } {
  const values = { ...sample, municipality: shortName(municipality) };
  const { subject, text: body } = fillMailText(text, values, language);
  return { subject, text: body };
}
