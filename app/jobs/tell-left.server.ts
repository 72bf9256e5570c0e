import { withMunicipality } from "#db/connect.ts";
import { hasMail } from "#db/queries/mails.ts";
import type { GroupKey } from "#db/queries/overlay-groups.ts";
import { findSwitch } from "#db/queries/switches.ts";
import { listContactsOfGroups } from "#db/queries/town-contacts.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
import { definitionOf } from "../catalogue/switch/merge-groups.server.ts";
import { shortName } from "../domain/municipality.ts";
import { mailTextsOf } from "../i18n/texts.server.ts";
import { fillMailText } from "../notification/fill-text.ts";
import { enqueueMail } from "../notification/outbox.server.ts";
import { sha256 } from "../platform/crypto.server.ts";

/** Tells municipalities whose settings could not be taken over, where somebody wants to be told: each once, however often it runs. */
export async function tellLeft(
  portal: Portal,
  of: { readonly id: string; readonly serviceId: string; readonly version: string },
  groups: readonly GroupKey[],
): Promise<void> {
  const { id, serviceId, version } = of;
  if (!portal.mailer || groups.length === 0) return;
  const { name } = await definitionOf(portal.database, serviceId, version);
  const towns = await withMunicipality(portal.database, "*", (sql) =>
    listContactsOfGroups(sql, serviceId, groups),
  );
  for (const town of towns) {
    const { ars, mail: to } = town;
    const mailId = sha256(`switch:${id}:${ars}`);
    const base = portal.config.publicUrl ?? "";
    const values = {
      municipality: shortName(town),
      service: name.de,
      version,
      address: `${base}/verwaltung/leistungen/${serviceId}?gemeinde=${ars}`,
    };
    const text = fillMailText(mailTextsOf("de").texts.switch, values, "de");
    const message = { ...text, to, language: "de", id: mailId };
    const keys = await keyRingOf(portal, ars);
    await withMunicipality(portal.database, ars, async (sql) => {
      // Two at once take turns.
      await findSwitch(sql, id, { lock: true });
      if (await hasMail(sql, mailId)) return;
      await enqueueMail(portal, sql, keys, { ars }, { kind: "switch", message });
    });
  }
}
