import type { DestinationFacts, NamedMailbox } from "#app/domain/readiness-facts.ts";
import type { Overlay } from "#app/domain/overlay/overlay.ts";
import type { RevisionState } from "#app/domain/revision.ts";
import type { Sql } from "../connect.ts";

/** What the database knows of whether a municipality may put a service online. */
export interface ReadinessRow {
  readonly ars: string;
  /** Two digits; null where the municipality is not in the official list. */
  readonly state: string | null;
  /** The version that others get. */
  readonly currentVersion: string;
  /** What counts there: a version, with a revision of its own (else null, as are the next two). */
  readonly version: string;
  readonly revision: number | null;
  readonly overlay: Overlay | null;
  readonly overlayHash: string | null;
  /** How the revision that is being worked on stands; null: there is none. */
  readonly open: Extract<RevisionState, "draft" | "proposed"> | null;
  /** Accounts that may read what is filed. */
  readonly caseworkers: number;
  /** It is online, and nothing more is asked for. */
  readonly isOnline: boolean;
  /** It is to go online, or for real, once somebody confirms it. */
  readonly isWished: boolean;
  /** Publishers beside who asked for that. */
  readonly confirmers: number;
  readonly hasAlarmContact: boolean;
  readonly hasPublisher: boolean;
  readonly hasController: boolean;
  readonly hasAccessibilityContact: boolean;
  /** On a page that its accessibility statement names. */
  readonly hasPlainLanguagePage: boolean;
  readonly hasSignLanguagePage: boolean;
  /** Addresses to which citizens, authorities or the portal write, with instants as ISO 8601. */
  readonly addresses: readonly (Pick<NamedMailbox, "owner" | "address"> & {
    readonly sentAt: string | null;
    readonly confirmedAt: string | null;
  })[];
  /** Of its own, and confirmed by the operator. */
  readonly host: string | null;
  /** Barriers that a browser run found in the version; null: nobody looked. */
  readonly barriers: number | null;
  readonly destinations: readonly (Omit<DestinationFacts, "checked"> & {
    readonly checked: DestinationFacts["checked"] | null;
  })[];
}

/** For many municipalities, in no order; none where there is no such service. Needs their ARS, or `"*"`. */
export async function listReadiness(
  sql: Sql,
  serviceId: string,
  towns: readonly string[],
): Promise<ReadinessRow[]> {
  return sql<ReadinessRow[]>`
    select t.ars, m.state, c.version as current_version, s.version, r.number as revision, r.overlay, r.overlay_hash,
      (select d.state from offering_revisions d where d.ars = t.ars and d.service_id = c.id
        and d.state in ('draft', 'proposed')) as open,
      (select count(*)::int from account_roles a join accounts b on b.id = a.account_id
        where a.ars = t.ars and a.role = 'caseworker' and b.disabled_at is null) as caseworkers,
      (coalesce(o.enabled, false) and w.asked_by is null) as is_online, w.asked_by is not null as is_wished,
      (select count(*)::int from account_roles a join accounts b on b.id = a.account_id
        where a.ars = t.ars and a.role = 'publisher' and b.disabled_at is null
          and a.account_id is distinct from w.asked_by) as confirmers,
      exists (select 1 from alarm_contacts a where a.ars = t.ars
        and (a.mail is not null or a.webhook is not null)) as has_alarm_contact,
      exists (select 1 from municipality_looks l where l.ars = t.ars and l.publisher <> '') as has_publisher,
      (select coalesce(jsonb_agg(jsonb_build_object('owner', x.owner, 'address', x.address,
          'sentAt', b.sent_at, 'confirmedAt', b.confirmed_at) order by x.n), '[]') from (
        select 1 as n, 'alarmContact' as owner, a.mail as address from alarm_contacts a where a.ars = t.ars
        union all select 2, 'authority', a.email from authority_contacts a where a.ars = t.ars
        union all select 3, 'controller', p.email from privacy_settings p where p.ars = t.ars
        union all select 4, 'officer', p.officer_email from privacy_settings p where p.ars = t.ars
        union all select 5, 'accessibilityContact', a.email from accessibility_statements a where a.ars = t.ars
      ) x left join mailbox_confirmations b on b.ars = t.ars and b.address = lower(x.address)
        where x.address <> '') as addresses,
      (select l.host from municipality_looks l where l.ars = t.ars and l.host_confirmed_at is not null) as host,
      exists (select 1 from privacy_settings p where p.ars = t.ars
        and p.controller <> '' and p.officer <> '') as has_controller,
      exists (select 1 from accessibility_statements a where a.ars = t.ars
        and a.email <> '') as has_accessibility_contact,
      exists (select 1 from accessibility_statements a where a.ars = t.ars
        and a.plain_language_page <> '') as has_plain_language_page,
      exists (select 1 from accessibility_statements a where a.ars = t.ars
        and a.sign_language_page <> '') as has_sign_language_page,
      (s.certificate->'accessibility'->>'barriers')::int as barriers,
      (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name, 'active', d.active, 'checked', d.checked,
          'acknowledged', exists (select 1 from forwardings f
            left join submissions u on u.id = f.submission_id
            where f.destination_id = d.id and f.status = 'accepted' and f.updated_at >= d.updated_at
              and coalesce(u.service_id, f.service_id) = c.id)) order by w.role, d.name), '[]')
        from offering_destinations w join destinations d on d.id = w.destination_id
        where w.ars = t.ars and w.service_id = c.id) as destinations
    from unnest(${[...towns]}::text[]) as t (ars)
    join services c on c.id = ${serviceId} and c.is_current
    left join municipalities m on m.ars = t.ars
    left join offerings o on o.ars = t.ars and o.service_id = c.id
    left join confirmations w on w.ars = t.ars and w.subject = c.id and w.kind = 'switchOn' and w.state = 'open'
    left join offering_revisions r on r.ars = o.ars and r.service_id = o.service_id and r.number = o.revision
    join services s on s.id = c.id and s.version = coalesce(r.service_version, c.version)`;
}
