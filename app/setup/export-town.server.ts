import { Buffer } from "node:buffer";
import type { Sql } from "#db/connect.ts";
import { findAuthorityContact } from "#db/queries/authority-contacts.ts";
import { listListedServices, type StoredForm } from "#db/queries/listed-services.ts";
import { findArms, findLook } from "#db/queries/looks.ts";
import { listPickups } from "#db/queries/pickups.ts";
import { findPrivacySettings } from "#db/queries/privacy-settings.ts";
import { listRules } from "#db/queries/responsibility.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { portablePickupOptions } from "./portable-options.ts";
import type { ListingEntry, TownSections } from "./setup-sections.v1.ts";

/** Characters that all paper forms together may take, so that the file can still be read. */
const roomForForms = 12_000_000;

/** What a municipality says of itself. */
export async function exportTown(
  sql: Sql,
  { storage }: Pick<Portal, "storage">,
  ars: string,
): Promise<TownSections> {
  const authority = await findAuthorityContact(sql, ars);
  const privacy = await findPrivacySettings(sql, ars);
  const look = await lookOf(sql, ars);
  const rules = await listRules(sql, ars);
  return {
    ...(look && { look }),
    ...(authority && { authority }),
    ...(privacy && { privacy: controllerOf(privacy) }),
    listings: await listingsOf(sql, storage, ars),
    responsibility: rules
      .filter(({ area, saidBy }) => area === ars && saidBy === "municipality")
      .map(({ leika, responsible, name, url }) => ({ leika, responsible, name, url })),
    pickups: await pickupsOf(sql),
  };
}

/** Two of one name are the same to whoever enters them anew. */
async function pickupsOf(sql: Sql): Promise<TownSections["pickups"]> {
  const rows = new Map((await listPickups(sql)).map((row) => [row.name, row]));
  return [...rows.values()].map(({ name, options }) => ({
    name,
    options: portablePickupOptions(options as Readonly<Record<string, unknown>>),
    secret: "needed",
  }));
}

function controllerOf(
  row: NonNullable<Awaited<ReturnType<typeof findPrivacySettings>>>,
): NonNullable<TownSections["privacy"]> {
  const { controller, address, email, phone, officer, officerEmail, authority } = row;
  return { controller, address, email, phone, officer, officerEmail, authority };
}

async function lookOf(sql: Sql, ars: string): Promise<TownSections["look"]> {
  const row = await findLook(sql, ars);
  if (!row) return undefined;
  const { displayName, accent, footerLinks, publisher, host, armsHash, armsAlt } = row;
  const arms = armsHash === null ? undefined : await findArms(sql, ars, armsHash);
  return {
    displayName,
    accent,
    links: footerLinks.map(({ label, href }) => ({ label, href })),
    publisher,
    host,
    arms: arms
      ? {
          alt: armsAlt ?? "",
          small: arms.small.toString("base64"),
          large: arms.large.toString("base64"),
        }
      : null,
  };
}

async function listingsOf(
  sql: Sql,
  storage: Portal["storage"],
  ars: string,
): Promise<ListingEntry[]> {
  let room = roomForForms;
  const listings: ListingEntry[] = [];
  for (const row of await listListedServices(sql, ars)) {
    const { id, leikaKey, name, summary, description, fee, contact, formUrl, formFile } = row;
    const fits = formFile !== null && (formFile.size / 3) * 4 + 4 <= room;
    const content = fits ? (await contentOf(storage, formFile)).toString("base64") : null;
    room -= content?.length ?? 0;
    const form = formFile && { name: formFile.name, content };
    listings.push({ id, leikaKey, name, summary, description, fee, contact, formUrl, form });
  }
  return listings;
}

/** A paper form as it was stored. */
export async function contentOf(storage: Portal["storage"], form: StoredForm): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of storage.get(form)) pieces.push(piece);
  return Buffer.concat(pieces);
}
