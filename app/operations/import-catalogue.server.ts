import { withMunicipality } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import {
  listOzgIds,
  replaceLeikaEntries,
  replaceOzgServices,
  type ReplaceReport,
} from "#db/queries/reference-catalogue.ts";
import type { FileProblem } from "../catalogue/file-problem.ts";
import {
  readReferenceFile,
  unknownOzgServices,
  type ReferenceFile,
} from "../catalogue/reference-files.ts";
import type { OperatorParts } from "./operator.ts";
import { readTextFile } from "./read-text-file.server.ts";

export interface CatalogueImport {
  readonly ozg?: ReplaceReport;
  readonly leika?: ReplaceReport & { readonly withoutKey: number };
}
export type ImportCatalogueOutcome =
  | ({ readonly ok: true } & CatalogueImport)
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

type Named<K extends ReferenceFile["kind"]> = Extract<ReferenceFile, { kind: K }> & {
  readonly file: string;
};

/**
 * Brings OZG-Leistungen and the Leistungskatalog in line with complete lists: all or nothing. A list that is not named stays
 * as it is; services keep their keys, whatever the lists say of them.
 */
export async function importCatalogue(
  { database, clock, log }: OperatorParts,
  files: readonly string[],
  actor: string,
): Promise<ImportCatalogueOutcome> {
  const read: (ReferenceFile & { readonly file: string })[] = [];
  for (const file of files) {
    const source = await readTextFile(file);
    if (!source.ok) return { ok: false, problems: [source.problem] };
    read.push({ ...readReferenceFile(file, source.text), file });
  }
  const ozg = read.find((one): one is Named<"ozg"> => one.kind === "ozg");
  const leika = read.find((one): one is Named<"leika"> => one.kind === "leika");
  const problems = read.flatMap((one) => one.problems);
  if (problems.length > 0) return { ok: false, problems };
  return withMunicipality(database, "*", async (tx): Promise<ImportCatalogueOutcome> => {
    const ids = ozg?.lines.map(({ value }) => value.id) ?? (await listOzgIds(tx));
    const unknown = leika ? unknownOzgServices(leika.file, leika, new Set(ids)) : [];
    if (unknown.length > 0) return { ok: false, problems: unknown };
    const done: CatalogueImport = {
      ...(ozg && {
        ozg: await replaceOzgServices(
          tx,
          ozg.lines.map(({ value }) => value),
        ),
      }),
      ...(leika && {
        leika: {
          ...(await replaceLeikaEntries(
            tx,
            leika.lines.map(({ value }) => value),
          )),
          withoutKey: leika.withoutKey,
        },
      }),
    };
    const details = { ozg: ozg?.lines.length ?? null, leika: leika?.lines.length ?? null };
    const action = "catalogue.imported";
    await insertAuditEntry(tx, {
      at: clock(),
      ars: null,
      actor,
      action,
      subject: "catalogue",
      details,
    });
    log.info(action, details);
    return { ok: true, ...done };
  });
}
