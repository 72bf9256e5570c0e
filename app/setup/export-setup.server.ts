import { withMunicipality, type Sql } from "#db/connect.ts";
import { findStatement } from "#db/queries/accessibility.ts";
import { findAlarmContact } from "#db/queries/alarms.ts";
import { listDestinations, listOfferingDestinations } from "#db/queries/destinations.ts";
import { listMailTexts } from "#db/queries/mails.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import { listOfferingSetups, type OfferingSetup } from "#db/queries/offering-setups.ts";
import { findPaymentSettings } from "#db/queries/payment-settings.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { bookingSchema } from "../domain/booking.ts";
import { isMailKind } from "../notification/mail-kinds.ts";
import { exportTown } from "./export-town.server.ts";
import { portableOptions } from "./portable-options.ts";
import { setupSchema, type OfferingEntry, type Setup } from "./setup-format.v1.ts";

/** Everything that a municipality has set up. Undefined where there is no such municipality. */
export async function exportSetup(
  { database, clock, storage }: Pick<Portal, "database" | "clock" | "storage">,
  ars: string,
): Promise<Setup | undefined> {
  return withMunicipality(database, ars, async (sql) => {
    const municipality = await findMunicipality(sql, ars);
    if (!municipality) return undefined;
    const { slotOf, destinations } = await slotsOf(sql);
    const ways = await listOfferingDestinations(sql, ars);
    const offerings = await listOfferingSetups(sql, ars);
    const contact = await findAlarmContact(sql, ars);
    const payment = await findPaymentSettings(sql, ars);
    // What was stored before there were bounds has none: better no file than one that cannot be read.
    return setupSchema.parse({
      $schema: "municipality-setup.v1.schema.json",
      format: "einmal-municipality-setup",
      version: 1,
      exportedAt: clock().toISOString(),
      from: { ars, name: municipality.name },
      offerings: offerings.map((offering) =>
        entryOf(
          offering,
          ways.flatMap(({ serviceId, destinationId, role }) =>
            serviceId === offering.serviceId ? [{ slot: slotOf(destinationId), role }] : [],
          ),
        ),
      ),
      mailTexts: (await listMailTexts(sql, ars)).flatMap(({ kind, language, subject, body }) =>
        isMailKind(kind) ? [{ kind, language, subject, body: body.replace(/\r\n?/g, "\n") }] : [],
      ),
      accessibility: await statementOf(sql, ars),
      alarmContact: contact
        ? { mail: contact.mail ?? "", webhook: contact.webhook === null ? "none" : "needed" }
        : null,
      payment: payment
        ? {
            services: payment.services.toSorted(),
            booking: bookingSchema.parse(payment.booking),
            secret: "needed",
          }
        : null,
      destinations,
      ...(await exportTown(sql, { storage }, ars)),
    });
  });
}

/** Names of destinations within the file, in the order of their own names. */
async function slotsOf(sql: Sql) {
  const rows = await listDestinations(sql);
  const slots = new Map(rows.map(({ id }, index) => [id, `slot-${String(index + 1)}`]));
  const slotOf = (id: string): string => slots.get(id) ?? "";
  return {
    slotOf,
    destinations: rows.map(({ id, name, adapter, lanes, options, secrets }) => ({
      slot: slotOf(id),
      name,
      adapter,
      lanes,
      options: portableOptions(options as Readonly<Record<string, unknown>>),
      secret: secrets === null ? "none" : "needed",
    })),
  };
}

function entryOf(setup: OfferingSetup, destinations: OfferingEntry["destinations"]): OfferingEntry {
  const { serviceId, serviceVersion, enabled, overlay } = setup;
  const at = (instant: Date | null): string | null => instant?.toISOString() ?? null;
  return {
    service: serviceId,
    version: serviceVersion,
    enabled,
    opensAt: at(setup.opensAt),
    closesAt: at(setup.closesAt),
    finishBy: at(setup.finishBy),
    closingText: setup.closingText,
    maintenanceText: setup.maintenanceText,
    submissionLimit: setup.submissionLimit,
    testMode: setup.testMode,
    overlay: overlay ?? {},
    destinations,
  };
}

async function statementOf(sql: Sql, ars: string): Promise<Setup["accessibility"]> {
  const row = await findStatement(sql, ars);
  if (!row) return null;
  const { ars: _, updatedAt: __, updatedBy: ___, ...facts } = row;
  return facts;
}
