import { query, withMunicipality, type Sql } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import {
  deleteListedService,
  findListedService,
  listListedServices,
  listShownListings,
  saveListedService,
  type ListedServiceRow,
  type StoredForm,
} from "#db/queries/listed-services.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import { findLeikaName, hasLeika } from "#db/queries/reference-catalogue.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { storeForm } from "../catalogue/store-form.server.ts";
import { readLeikaKey } from "../domain/leika.ts";
import { listedIdFor } from "../domain/listed-service.ts";
import type { Municipality } from "../domain/municipality.ts";
import { can, municipalitiesFor, type Actor } from "../identity/permissions.ts";
import { listingProblems, type ListingProblem, type TypedListing } from "./check-listing.ts";
import { overtaken, seenOf, type Overtaken, type ShownFacts } from "./seen.server.ts";

export interface Listings {
  readonly municipality: Municipality;
  readonly listings: readonly (ListedServiceRow & { readonly replaced: boolean })[];
}

/** What a municipality lists besides its online services; the first of one's own where none is named. */
export async function loadListings(
  { database }: Portal,
  actor: Actor,
  asked: string | undefined,
): Promise<Listings | undefined> {
  const ars = asked ?? municipalitiesFor(actor, "offering.change")[0];
  if (ars === undefined || !can(actor, "offering.change", ars)) return undefined;
  return query(database, async (sql) => {
    const municipality = await findMunicipality(sql, ars);
    if (!municipality) return undefined;
    const shown = new Set((await listShownListings(sql, ars)).map(({ id }) => id));
    const listings = await listListedServices(sql, ars);
    return {
      municipality,
      listings: listings.map((row) => ({ ...row, replaced: !shown.has(row.id) })),
    };
  });
}

/** A listing as its form shows it, with the mark of the paper form that is stored. */
export function shownListing(row: ListedServiceRow): ShownFacts {
  const { name, leikaKey, summary, description, fee, contact, formUrl, formFile } = row;
  const file = formFile ? seenOf({ key: formFile.storageKey }) : "";
  return { name, leikaKey: leikaKey ?? "", summary, description, fee, contact, formUrl, file };
}

export type ListingChange =
  | Overtaken
  | { readonly kind: "saved"; readonly id: string }
  | { readonly kind: "unknown" }
  | { readonly kind: "refused"; readonly problems: readonly ListingProblem[] };

/** Adds a listing (`id` undefined) or changes one. `seen`: what the form had shown. */
export async function changeListing(
  portal: Portal,
  actor: Actor,
  { ars, id }: { readonly ars: string; readonly id: string | undefined },
  typed: TypedListing,
  seen?: string,
): Promise<ListingChange> {
  if (!can(actor, "offering.change", ars)) return { kind: "unknown" };
  const problems = listingProblems(typed);
  // Looked into and stored before anything is locked; taken away again if nobody notes it.
  const stored =
    problems.length === 0 && typed.file ? await storeForm(portal, typed.file) : undefined;
  const refusals =
    stored?.kind === "refused"
      ? [...problems, { name: "formFile", code: stored.code } as const]
      : problems;
  if (refusals.length > 0) return { kind: "refused", problems: refusals };
  const formFile = stored?.kind === "stored" ? stored.form : undefined;
  let outdated: StoredForm | null | undefined = formFile;
  try {
    const saved = await withMunicipality(portal.database, ars, (sql) =>
      saveListing(sql, portal, actor, { ars, id, seen }, typed, formFile),
    );
    outdated = saved.kind === "saved" ? saved.outdated : formFile;
    return saved.kind === "saved" ? { kind: "saved", id: saved.id } : saved;
  } finally {
    if (outdated) await portal.storage.delete(outdated.storageKey);
  }
}

async function saveListing(
  sql: Sql,
  { clock }: Portal,
  actor: Actor,
  asked: {
    readonly ars: string;
    readonly id: string | undefined;
    readonly seen: string | undefined;
  },
  typed: TypedListing,
  formFile: StoredForm | undefined,
): Promise<
  | { readonly kind: "saved"; readonly id: string; readonly outdated: StoredForm | null }
  | Exclude<ListingChange, { kind: "saved" }>
> {
  const { ars, id, seen } = asked;
  const all = await listListedServices(sql, ars);
  const before = all.find((row) => row.id === id);
  if (id !== undefined && !before) return { kind: "unknown" };
  const other = before && (await overtakenListing(sql, before, typed, seen));
  if (other) return other;
  const leikaKey = readLeikaKey(typed.leikaKey) ?? null;
  const twin = all.find((row) => leikaKey !== null && row.leikaKey === leikaKey && row.id !== id);
  if (twin)
    return {
      kind: "refused",
      problems: [{ name: "leikaKey", code: "taken", params: { name: twin.name } }],
    };
  // One that the town had before the catalogue changed does not keep it from changing the rest.
  const isNew = leikaKey !== null && leikaKey !== before?.leikaKey;
  if (isNew && (await hasLeika(sql)) && (await findLeikaName(sql, leikaKey)) === undefined)
    return { kind: "refused", problems: [{ name: "leikaKey", code: "unknownKey" }] };
  const own = id ?? listedIdFor(typed.name, new Set(all.map((row) => row.id)));
  const kept = typed.removeFile ? null : (before?.formFile ?? null);
  const { name, summary, description, fee, contact, formUrl } = typed;
  const at = clock();
  await saveListedService(sql, {
    ...{ ars, id: own, leikaKey, name, summary, description, fee, contact, formUrl },
    formFile: formFile ?? kept,
    updatedAt: at,
    updatedBy: actor.accountId,
  });
  await audit(sql, actor, at, { ars, id: own, action: id === undefined ? "added" : "changed" });
  const outdated = formFile || typed.removeFile ? (before?.formFile ?? null) : null;
  return { kind: "saved", id: own, outdated };
}

/** A file that comes along, or is to go, is never the same as what stands there. */
async function overtakenListing(
  sql: Sql,
  { ars, id }: ListedServiceRow,
  { file, removeFile, ...facts }: TypedListing,
  seen: string | undefined,
): Promise<Overtaken | undefined> {
  const sent = { seen, typed: file || removeFile ? undefined : facts };
  return overtaken(sql, `listing ${id} ${ars}`, sent, async () => {
    const row = await findListedService(sql, ars, id);
    return row ? shownListing(row) : {};
  });
}

/** Takes a listing away with its form; gives its name, undefined where there is none. */
export async function removeListing(
  { database, clock, storage }: Portal,
  actor: Actor,
  { ars, id }: { readonly ars: string; readonly id: string },
): Promise<string | undefined> {
  if (!can(actor, "offering.change", ars)) return undefined;
  const removed = await withMunicipality(database, ars, async (sql) => {
    const row = await findListedService(sql, ars, id);
    if (!row || !(await deleteListedService(sql, ars, id))) return undefined;
    await audit(sql, actor, clock(), { ars, id, action: "removed" });
    return row;
  });
  if (removed?.formFile) await storage.delete(removed.formFile.storageKey);
  return removed?.name;
}

async function audit(
  sql: Sql,
  { accountId }: Actor,
  at: Date,
  { ars, id, action }: { readonly ars: string; readonly id: string; readonly action: string },
): Promise<void> {
  const entry = {
    at,
    ars,
    actor: accountId,
    action: `listing.${action}`,
    subject: id,
    details: {},
  };
  await insertAuditEntry(sql, entry);
}
