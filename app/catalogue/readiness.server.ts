import type { Sql } from "#db/connect.ts";
import { listReadiness, type ReadinessRow } from "#db/queries/readiness.ts";
import { getServiceDefinition } from "#db/queries/services.ts";
import { applyOverlay } from "../domain/overlay/apply-overlay.ts";
import { languageDutiesIn, type LanguageDuties } from "../domain/accessibility/language-duties.ts";
import { overlayChecker } from "../domain/overlay/check-overlay.ts";
import { noOverlay, type Overlay } from "../domain/overlay/overlay.ts";
import type { ReadinessCheck } from "../domain/readiness-check.ts";
import { judgeReadiness } from "../domain/readiness.ts";
import type { LanguageFacts, NamedMailbox, ReadinessFacts } from "../domain/readiness-facts.ts";
import type { Surroundings } from "./ask-servers.server.ts";
import type { OfferingKey } from "../domain/revision.ts";
import type { Node, ServiceDefinition } from "../domain/service.ts";
import { stateName } from "../domain/state-names.ts";

/** What the database knows of how ready an offering is. */
export interface StoredReadiness {
  /** As the municipality offers it, or would. */
  readonly service: ServiceDefinition;
  /** The number of its own settings that count; undefined where there are none. */
  readonly revision: number | undefined;
  readonly facts: Omit<ReadinessFacts, keyof AskedForPage | "scanner" | "signIn">;
  /** Addresses that the municipality has named. */
  readonly addresses: readonly NamedMailbox[];
  /** Of its own, where it has one that counts. */
  readonly host: string | undefined;
}

/** What is asked where somebody looks at the page, and keeps nobody from going online. */
export type AskedForPage = Pick<ReadinessFacts, "mail" | "mailboxes" | "host">;

/** Settings that a municipality without any of its own would begin with. */
export interface StartSettings {
  readonly overlay: Overlay;
  readonly serviceVersion: string;
}

/** Undefined where there is no such service. Needs the municipality's ARS. */
export async function readReadiness(
  sql: Sql,
  { ars, serviceId }: OfferingKey,
  now: Date,
): Promise<StoredReadiness | undefined> {
  const [row] = await listReadiness(sql, serviceId, [ars]);
  return row && reader(sql, serviceId, now)(row);
}

/** When something is to go online, and what there was around the municipality just before. */
export interface Moment {
  readonly now: Date;
  readonly around: Surroundings;
  readonly start?: StartSettings | undefined;
}

/** What keeps a municipality from putting a service online: what `loadReadiness` shows as red. Needs the municipality's ARS. */
export async function obstaclesToPublish(
  sql: Sql,
  { ars, serviceId }: OfferingKey,
  { now, around, start }: Moment,
): Promise<readonly ReadinessCheck[]> {
  const [row] = await listReadiness(sql, serviceId, [ars]);
  return row ? obstaclesIn(await reader(sql, serviceId, now, start)(row), around) : [];
}

/** Those of some municipalities that something keeps from putting a service online. Needs the ARS `"*"`. */
export async function listNotReady(
  sql: Sql,
  serviceId: string,
  towns: readonly string[],
  { now, around, start }: Moment,
): Promise<readonly string[]> {
  const read = reader(sql, serviceId, now, start);
  const rows = await listReadiness(sql, serviceId, towns);
  const found: string[] = [];
  for (const row of rows) if (obstaclesIn(await read(row), around).length > 0) found.push(row.ars);
  return found;
}

function obstaclesIn(stored: StoredReadiness, around: Surroundings): readonly ReadinessCheck[] {
  const asked: AskedForPage = { mail: undefined, mailboxes: [], host: undefined };
  const checks = judgeStored(stored, around, asked);
  return checks.filter(({ light }) => light === "red");
}

/** What is stored and what servers say, as one judgement. */
export function judgeStored(
  { facts, service }: StoredReadiness,
  { scanner, given }: Surroundings,
  asked: AskedForPage,
): readonly ReadinessCheck[] {
  const signIn = { needed: service.assurance ?? "none", given };
  return judgeReadiness({ ...facts, ...asked, scanner, signIn });
}

/** What a service is with some settings, and how many of them do not fit. */
type Offered = Pick<StoredReadiness, "service"> & { readonly problems: number };

/** Reads rows of one service; what municipalities have in common is looked at once. */
function reader(sql: Sql, serviceId: string, now: Date, start?: StartSettings) {
  const versions = new Map<string, Promise<(overlay: Overlay) => Offered>>();
  const known = new Map<string, Offered>();
  const versionOf = (version: string) => {
    const made = versions.get(version) ?? offerer(sql, serviceId, version);
    versions.set(version, made);
    return made;
  };
  const offeredBy = async (row: ReadinessRow): Promise<Offered> => {
    const begins = row.revision === null ? start : undefined;
    const version = begins?.serviceVersion ?? row.version;
    const key = `${version} ${row.overlayHash ?? ""}`;
    const found =
      known.get(key) ?? (await versionOf(version))(begins?.overlay ?? row.overlay ?? noOverlay);
    known.set(key, found);
    return found;
  };
  return async (row: ReadinessRow): Promise<StoredReadiness> => {
    const { service, problems } = await offeredBy(row);
    return {
      service,
      revision: row.revision ?? undefined,
      addresses: row.addresses.map(({ sentAt, confirmedAt, ...one }) => ({
        ...one,
        sentAt: sentAt === null ? undefined : new Date(sentAt),
        confirmedAt: confirmedAt === null ? undefined : new Date(confirmedAt),
      })),
      host: row.host ?? undefined,
      facts: { now, ...factsOf(row), ...sayings(service), ...languagesOf(row, service), problems },
    };
  };
}

async function offerer(sql: Sql, serviceId: string, version: string) {
  const given = await getServiceDefinition(sql, serviceId, version);
  const check = overlayChecker(given);
  return (overlay: Overlay): Offered => ({
    service: applyOverlay(given, overlay),
    problems: check(overlay).length,
  });
}

function factsOf(row: ReadinessRow) {
  const { caseworkers, hasAlarmContact, hasPublisher, hasController, hasAccessibilityContact } =
    row;
  return {
    caseworkers,
    hasAlarmContact,
    hasPublisher,
    hasController,
    hasAccessibilityContact,
    destinations: row.destinations.map(({ checked, ...one }) => ({
      ...one,
      checked: checked ?? undefined,
    })),
    barriers: row.barriers ?? undefined,
    release: row.open ?? (row.revision === null ? ("none" as const) : ("released" as const)),
    behind: row.version !== row.currentVersion,
    confirmation: row.isOnline
      ? undefined
      : row.confirmers === 0
        ? ("nobody" as const)
        : row.isWished
          ? ("asked" as const)
          : ("possible" as const),
  };
}

/** What the service itself says, and asks. */
function sayings({ description: { privacy, contact }, nodes }: ServiceDefinition) {
  return {
    asksForFiles: asksForFiles(nodes),
    hasPrivacy: privacy !== undefined,
    hasContact: contact !== undefined,
  };
}

/** Where there is something in plain German and in German Sign Language, and whether the Land demands it. */
function languagesOf(
  { state, hasPlainLanguagePage, hasSignLanguagePage }: ReadinessRow,
  { description, languages }: ServiceDefinition,
): { readonly plainLanguage: LanguageFacts; readonly signLanguage: LanguageFacts } {
  const duties = languageDutiesIn(state ?? "");
  const land = landOf(state ?? "", duties);
  const speaksPlainly = description.plainLanguage !== undefined || languages.includes("de-simple");
  return {
    plainLanguage: {
      offered: speaksPlainly ? "service" : hasPlainLanguagePage ? "town" : undefined,
      duty: duties.plainLanguage,
      land,
    },
    signLanguage: {
      offered:
        description.signLanguage !== undefined
          ? "service"
          : hasSignLanguagePage
            ? "town"
            : undefined,
      duty: duties.signLanguage,
      land,
    },
  };
}

function landOf(state: string, { legalBasis }: LanguageDuties): string {
  return legalBasis === undefined ? stateName(state) : `${stateName(state)} (${legalBasis})`;
}

function asksForFiles(nodes: readonly Node[]): boolean {
  return nodes.some((node) =>
    node.type === "group" ? asksForFiles(node.children) : node.kind === "file",
  );
}
