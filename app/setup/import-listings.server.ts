import { Buffer } from "node:buffer";
import { withMunicipality, type Sql } from "#db/connect.ts";
import {
  listListedServices,
  saveListedService,
  type ListedServiceRow,
  type StoredForm,
} from "#db/queries/listed-services.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { storeForm, type FormParts } from "../catalogue/store-form.server.ts";
import { isSame } from "../domain/versions/change.ts";
import { contentOf } from "./export-town.server.ts";
import type { Target } from "./import-settings.server.ts";
import type { SetupLine } from "./report.ts";
import type { ListingEntry } from "./setup-sections.v1.ts";

/** Paper forms of a file, by the id of their listing. */
export type FormsAtHand = ReadonlyMap<string, Awaited<ReturnType<typeof storeForm>>>;

/**
 * Looks into paper forms that do not lie here yet and stores them, before anything is locked. Whoever asks deletes those that nobody notes
 * after all.
 */
export async function storeForms(
  portal: FormParts & Pick<Portal, "database">,
  ars: string,
  listings: readonly ListingEntry[],
): Promise<FormsAtHand> {
  const there = await withMunicipality(portal.database, ars, (sql) => listListedServices(sql, ars));
  const forms = new Map<string, Awaited<ReturnType<typeof storeForm>>>();
  for (const { id, form } of listings) {
    if (!form || form.content === null) continue;
    const bytes = Buffer.from(form.content, "base64");
    const old = there.find((row) => row.id === id)?.formFile;
    const isHere =
      old?.name === form.name &&
      old.size === bytes.length &&
      (await contentOf(portal.storage, old)).equals(bytes);
    if (!isHere) forms.set(id, await storeForm(portal, { filename: form.name, bytes }));
  }
  return forms;
}

export interface ImportedListings {
  readonly lines: readonly SetupLine[];
  /** Forms that nobody needs once this has been written: those of before, and those of listings that were left out. */
  readonly unneeded: readonly StoredForm[];
}

/** Takes over what a municipality lists; what it lists besides stays. */
export async function importListings(
  sql: Sql,
  { ars, at, actor }: Target,
  listings: readonly ListingEntry[],
  forms: FormsAtHand,
): Promise<ImportedListings> {
  const lines: SetupLine[] = [];
  const unneeded: StoredForm[] = [];
  const rows = new Map((await listListedServices(sql, ars)).map((row) => [row.id, row]));
  for (const { form, ...listing } of listings) {
    const line = (level: SetupLine["level"], code: SetupLine["code"], detail?: string) => {
      const about = { part: "listing", subject: listing.name, level, code } as const;
      lines.push({ ...about, ...(detail !== undefined && { detail }) });
    };
    const old = rows.get(listing.id);
    const fresh = forms.get(listing.id);
    const twin = [...rows.values()].find(
      ({ id, leikaKey }) => leikaKey !== null && leikaKey === listing.leikaKey && id !== listing.id,
    );
    if (fresh?.kind === "refused") line("error", "formWrong", fresh.code);
    else if (twin) {
      line("left", "keyTaken", twin.name);
      if (fresh) unneeded.push(fresh.form);
    } else {
      const isMissing = form?.content === null && old?.formFile?.name !== form.name;
      const kept = form && !isMissing ? (old?.formFile ?? null) : null;
      const formFile = fresh?.form ?? kept;
      const row: ListedServiceRow = { ars, ...listing, formFile, updatedAt: at, updatedBy: actor };
      if (isMissing) line("fill", "formNeeded", form.name);
      if (old && isSame(said(old), said(row))) line("same", "same");
      else {
        await saveListedService(sql, row);
        rows.set(row.id, row);
        line("change", "taken");
      }
      if (old?.formFile && old.formFile.storageKey !== formFile?.storageKey)
        unneeded.push(old.formFile);
    }
  }
  return { lines, unneeded };
}

function said({ updatedAt: _, updatedBy: __, ...row }: ListedServiceRow) {
  return row;
}
