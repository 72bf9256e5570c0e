import type { Sql } from "../connect.ts";
import type { GroupKey } from "./overlay-groups.ts";

/** A municipality with the address to which it wants trouble told. */
export interface TownContact {
  readonly ars: string;
  readonly name: string;
  readonly mail: string;
}

/** Of the municipalities of some groups those that want to be told. Needs the ARS `"*"`. */
export async function listContactsOfGroups(
  sql: Sql,
  serviceId: string,
  groups: readonly GroupKey[],
): Promise<TownContact[]> {
  return sql<TownContact[]>`
    select m.ars, m.name, c.mail
    from jsonb_to_recordset(${JSON.stringify(groups)}::text::jsonb) as g ("serviceVersion" text, "overlayHash" text)
    join offering_revisions r on r.service_version = g."serviceVersion" and r.overlay_hash = g."overlayHash"
      and r.service_id = ${serviceId}
    join offerings o on o.ars = r.ars and o.service_id = r.service_id and o.revision = r.number
    join alarm_contacts c on c.ars = o.ars and c.mail is not null
    join municipalities m on m.ars = o.ars order by m.ars`;
}
