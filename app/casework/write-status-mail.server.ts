import { loadVersion } from "../catalogue/load-offering.server.ts";
import type { KeyRing, Portal } from "../catalogue/portal.server.ts";
import { query } from "#db/connect.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import type { SubmissionRow } from "#db/queries/submissions.ts";
import { shortName } from "../domain/municipality.ts";
import type { SubmissionStatus } from "../domain/submission-status.ts";
import { textIn } from "../domain/text.ts";
import { mailTextsOf } from "../i18n/texts.server.ts";
import { openContact } from "../notification/contact.ts";
import { writeMail, type WrittenMail } from "../notification/outbox.server.ts";

/** The mail about a new status; undefined where the applicant did not ask for one, or nothing sends mails. */
export async function writeStatusMail(
  portal: Portal,
  keys: KeyRing,
  { id, ars, contact, reference, serviceId, serviceVersion, test }: SubmissionRow,
  status: SubmissionStatus,
  note: string,
): Promise<WrittenMail | undefined> {
  if (!portal.mailer || contact === null || status === "received") return undefined;
  const { email, language, everyStatus, origin } = openContact(keys, id, contact);
  if (!everyStatus) return undefined;
  const [offering, municipality] = await Promise.all([
    loadVersion(portal, ars, serviceId, serviceVersion),
    query(portal.database, (sql) => findMunicipality(sql, ars)),
  ]);
  return writeMail(
    portal,
    ars,
    "status",
    { email, language, test },
    {
      municipality: municipality ? shortName(municipality) : "",
      service: offering ? textIn(offering.service.name, language) : serviceId,
      reference,
      status: mailTextsOf(language).status[status],
      note,
      address: `${origin}/status`,
    },
  );
}
