import { setTimeout as pause } from "node:timers/promises";
import { withMunicipality, type Sql } from "#db/connect.ts";
import { findStatement } from "#db/queries/accessibility.ts";
import { findAlarmContact } from "#db/queries/alarms.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import { findPrivacySettings } from "#db/queries/privacy-settings.ts";
import { countCaseworkers, listDestinationReadiness } from "#db/queries/readiness.ts";
import { findOpenRevision, findPublishedRevision } from "#db/queries/revisions.ts";
import { findCertificate, findCurrentVersion, getServiceDefinition } from "#db/queries/services.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import { applyOverlay } from "../domain/overlay/apply-overlay.ts";
import { checkOverlay } from "../domain/overlay/check-overlay.ts";
import { noOverlay } from "../domain/overlay/overlay.ts";
import {
  judgeReadiness,
  lightOf,
  type Light,
  type ReadinessCheck,
  type ReadinessFacts,
} from "../domain/readiness.ts";
import type { OfferingKey } from "../domain/revision.ts";
import type { Node, ServiceDefinition } from "../domain/service.ts";
import { can, type Actor } from "../identity/permissions.ts";

export interface Readiness {
  readonly kind: "readiness";
  readonly municipality: Municipality;
  readonly service: ServiceDefinition;
  readonly at: Date;
  readonly light: Light;
  readonly checks: readonly ReadinessCheck[];
}

/** Whether an offering may go online, and what keeps it: looked at now, servers included. */
export async function loadReadiness(
  portal: Portal,
  actor: Actor,
  key: OfferingKey,
): Promise<Readiness | { readonly kind: "unknown" }> {
  if (!can(actor, "overlay.read", key.ars)) return { kind: "unknown" };
  const servers = await askServers(portal);
  return withMunicipality(portal.database, key.ars, async (sql) => {
    const municipality = await findMunicipality(sql, key.ars);
    const stored = municipality && (await storedFacts(portal, sql, key));
    if (!stored) return { kind: "unknown" };
    const checks = judgeReadiness({ ...stored.facts, ...servers });
    const { service } = stored;
    return {
      kind: "readiness",
      municipality,
      service,
      at: portal.clock(),
      light: lightOf(checks),
      checks,
    };
  });
}

/** What keeps an offering from going online. Servers of the portal are not asked: they keep nobody. */
export async function obstaclesToPublish(
  portal: Portal,
  sql: Sql,
  key: OfferingKey,
): Promise<readonly ReadinessCheck[]> {
  const stored = await storedFacts(portal, sql, key);
  if (!stored) return [];
  const facts = { ...stored.facts, mail: undefined, scanner: undefined };
  return judgeReadiness(facts).filter(({ light }) => light === "red");
}

type StoredFacts = Omit<ReadinessFacts, "mail" | "scanner">;

async function storedFacts(
  portal: Portal,
  sql: Sql,
  key: OfferingKey,
): Promise<{ readonly service: ServiceDefinition; readonly facts: StoredFacts } | undefined> {
  const { ars, serviceId } = key;
  const currentVersion = await findCurrentVersion(sql, serviceId);
  if (currentVersion === undefined) return undefined;
  const published = await findPublishedRevision(sql, key);
  const open = await findOpenRevision(sql, key);
  const version = published?.serviceVersion ?? currentVersion;
  const given = await getServiceDefinition(sql, serviceId, version);
  const overlay = published?.overlay ?? noOverlay;
  const service = applyOverlay(given, overlay);
  const certificate = await findCertificate(sql, serviceId, version);
  const statement = await findStatement(sql, ars);
  const settings = await findPrivacySettings(sql, ars);
  const alarm = await findAlarmContact(sql, ars);
  const destinations = await listDestinationReadiness(sql, key);
  const { privacy, contact, plainLanguage, signLanguage } = service.description;
  return {
    service,
    facts: {
      now: portal.clock(),
      caseworkers: await countCaseworkers(sql, ars),
      destinations: destinations.map(({ checked, ...one }) => ({
        ...one,
        checked: checked ?? undefined,
      })),
      hasAlarmContact: Boolean(alarm?.mail ?? alarm?.webhook),
      asksForFiles: asksForFiles(service.nodes),
      hasPrivacy: privacy !== undefined,
      hasController: Boolean(settings?.controller && settings.officer),
      hasAccessibilityContact: statement !== undefined && statement.email !== "",
      barriers: certificate?.accessibility?.barriers,
      hasContact: contact !== undefined,
      hasPlainLanguage: plainLanguage !== undefined || service.languages.includes("de-simple"),
      hasSignLanguage: signLanguage !== undefined,
      problems: checkOverlay(given, overlay).length,
      release:
        open?.state === "draft" || open?.state === "proposed"
          ? open.state
          : published
            ? "released"
            : "none",
      behind: version !== currentVersion,
    },
  };
}

function asksForFiles(nodes: readonly Node[]): boolean {
  return nodes.some((node) =>
    node.type === "group" ? asksForFiles(node.children) : node.kind === "file",
  );
}

/** Milliseconds after which a server counts as silent. */
const patience = 3000;

async function askServers({
  mailer,
  scanner,
}: Portal): Promise<Pick<ReadinessFacts, "mail" | "scanner">> {
  const silent = { ok: false, detail: "no answer" };
  const soon = async (asked: Promise<{ readonly ok: boolean; readonly detail: string }>) => {
    const stop = new AbortController();
    const late = pause(patience, silent, { signal: stop.signal, ref: false }).catch(() => silent);
    try {
      return await Promise.race([asked, late]);
    } catch (error) {
      return { ok: false, detail: error instanceof Error ? error.message : String(error) };
    } finally {
      stop.abort();
    }
  };
  const [mail, scan] = await Promise.all([
    mailer && soon(mailer.check()),
    scanner && soon(scanner.version().then((detail) => ({ ok: true, detail }))),
  ]);
  return { mail, scanner: scan };
}
