import { query, withMunicipality } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import { findPrivacySettings, savePrivacySettings } from "#db/queries/privacy-settings.ts";
import { controllerOf, loadPrivacyFacts } from "../catalogue/load-privacy.server.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { isEmail } from "../domain/fields/contact.ts";
import { lengthOf } from "../domain/fields/text.ts";
import type { Municipality } from "../domain/municipality.ts";
import { noController, type ControllerFacts, type PrivacyFacts } from "../domain/privacy/facts.ts";
import { can, municipalitiesFor, type Actor } from "../identity/permissions.ts";
import { overtaken, seenOf, type Overtaken } from "./seen.server.ts";

export interface ControllerProblem {
  readonly name: keyof ControllerFacts;
  readonly code: "email" | "tooLong";
}

/** Characters of an answer. */
const longest = 500;

export interface LoadedPrivacy {
  readonly kind: "privacy";
  readonly municipality: Municipality;
  readonly facts: PrivacyFacts;
  readonly seen: string;
}

/** Everything from which the privacy documents of a municipality are made; the first of one's own where none is named. */
export async function loadPrivacy(
  portal: Portal,
  actor: Actor,
  asked: string | undefined,
): Promise<LoadedPrivacy | { readonly kind: "unknown" }> {
  const ars = asked ?? municipalitiesFor(actor, "privacy.change")[0];
  if (ars === undefined || !can(actor, "privacy.change", ars)) return { kind: "unknown" };
  const municipality = await query(portal.database, (sql) => findMunicipality(sql, ars));
  if (!municipality) return { kind: "unknown" };
  const facts = await loadPrivacyFacts(portal, municipality);
  return { kind: "privacy", municipality, facts, seen: seenOf({ ...facts.controller }) };
}

export type ControllerChange =
  | Overtaken
  | { readonly kind: "saved" | "unknown" }
  | { readonly kind: "refused"; readonly problems: readonly ControllerProblem[] };

/** Stores who is responsible in a municipality. `seen`: what the form had shown. */
export async function changeController(
  portal: Portal,
  actor: Actor,
  ars: string,
  typed: ControllerFacts,
  seen?: string,
): Promise<ControllerChange> {
  if (!can(actor, "privacy.change", ars)) return { kind: "unknown" };
  const problems = problemsOf(typed);
  if (problems.length > 0) return { kind: "refused", problems };
  const at = portal.clock();
  const sent = { seen, typed: { ...typed } };
  return withMunicipality(portal.database, ars, async (sql): Promise<ControllerChange> => {
    let before = noController;
    const other = await overtaken(sql, `privacy ${ars}`, sent, async () => {
      before = controllerOf(await findPrivacySettings(sql, ars));
      return { ...before };
    });
    if (other) return other;
    const changed = (Object.keys(typed) as (keyof ControllerFacts)[]).filter(
      (name) => typed[name] !== before[name],
    );
    await savePrivacySettings(sql, { ars, ...typed, updatedAt: at, updatedBy: actor.accountId });
    await insertAuditEntry(sql, {
      at,
      ars,
      actor: actor.accountId,
      action: "privacySettings.changed",
      subject: ars,
      details: { changed: changed.join(" ") },
    });
    return { kind: "saved" };
  });
}

function problemsOf(typed: ControllerFacts): readonly ControllerProblem[] {
  const names = Object.keys(typed) as (keyof ControllerFacts)[];
  const tooLong = names.filter((name) => lengthOf(typed[name]) > longest);
  const wrong = (["email", "officerEmail"] as const).filter(
    (name) => typed[name] !== "" && !isEmail(typed[name]),
  );
  return [
    ...tooLong.map((name) => ({ name, code: "tooLong" }) as const),
    ...wrong
      .filter((name) => !tooLong.includes(name))
      .map((name) => ({ name, code: "email" }) as const),
  ];
}
