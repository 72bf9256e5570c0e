import type { Overlay } from "#app/domain/overlay/overlay.ts";
import type { Text } from "#app/domain/text.ts";
import type { Sql } from "../connect.ts";
import type { offerings } from "../schema/services.ts";

type Row = typeof offerings.$inferSelect;

/** When and how an offering is open. */
export interface OfferingWindow extends Pick<
  Row,
  "opensAt" | "closesAt" | "finishBy" | "submissionLimit" | "testMode"
> {
  readonly closingText: Text | null;
  readonly maintenanceText: Text | null;
}

/** How a municipality offers a service, with what it has set. */
export interface OfferingSetup extends OfferingWindow, Pick<Row, "serviceId" | "enabled"> {
  /** The revision that counts; null: none, and the service is offered as it is. */
  readonly revision: number | null;
  /** That of the revision, else the current one. */
  readonly serviceVersion: string;
  readonly overlay: Overlay | null;
  readonly overlayHash: string | null;
}

/** Everything that a municipality has ever offered, by service id. */
export async function listOfferingSetups(sql: Sql, ars: string): Promise<OfferingSetup[]> {
  return sql<OfferingSetup[]>`
    select o.service_id, o.enabled, o.revision, coalesce(r.service_version, s.version) as service_version, r.overlay, r.overlay_hash,
      o.opens_at, o.closes_at, o.finish_by, o.closing_text, o.maintenance_text, o.submission_limit, o.test_mode
    from offerings o
    left join offering_revisions r on r.ars = o.ars and r.service_id = o.service_id and r.number = o.revision
    join services s on s.id = o.service_id and s.is_current
    where o.ars = ${ars} order by o.service_id`;
}

/** Switches an offering on or off and sets when it is open; its revision stays. */
export async function saveOfferingSetup(
  sql: Sql,
  offering: { readonly ars: string; readonly at: Date; readonly actor: string },
  setup: OfferingWindow & Pick<OfferingSetup, "serviceId" | "enabled">,
): Promise<void> {
  const json = (text: Text | null) => text && JSON.stringify(text);
  await sql`
    insert into offerings (ars, service_id, enabled, opens_at, closes_at, finish_by, closing_text, maintenance_text, submission_limit,
      test_mode, updated_at, updated_by)
    values (${offering.ars}, ${setup.serviceId}, ${setup.enabled}, ${setup.opensAt}, ${setup.closesAt}, ${setup.finishBy},
      ${json(setup.closingText)}::text::jsonb, ${json(setup.maintenanceText)}::text::jsonb, ${setup.submissionLimit},
      ${setup.testMode}, ${offering.at}, ${offering.actor})
    on conflict (ars, service_id) do update set enabled = excluded.enabled, opens_at = excluded.opens_at,
      closes_at = excluded.closes_at, finish_by = excluded.finish_by, closing_text = excluded.closing_text,
      maintenance_text = excluded.maintenance_text, submission_limit = excluded.submission_limit, test_mode = excluded.test_mode,
      updated_at = excluded.updated_at, updated_by = excluded.updated_by`;
}
