import { withMunicipality, type Sql } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { importPostalCodes } from "#db/queries/import-municipalities.ts";
import { listAgs, listPostalCodes } from "#db/queries/postal-codes.ts";
import { knownAreas, listRules, replaceOperatorRules } from "#db/queries/responsibility.ts";
import { listStreets, replaceStreets } from "#db/queries/streets.ts";
import { lineProblem, type CheckedFile, type CheckedLine } from "../../catalogue/checked-lines.ts";
import type { FileProblem } from "../../catalogue/file-problem.ts";
import { lineFault } from "../../catalogue/line-fault.ts";
import {
  readPostalCodeFile,
  readRuleFile,
  readStreetFile,
  type ImportedRule,
} from "../../catalogue/responsibility-files.ts";
import type { OperatorParts } from "../operator.ts";
import { readListText } from "../read-text-file.server.ts";
import { reportPostalCodes, reportRules, reportStreets, type ListReport } from "./list-report.ts";

/** Lists that say who is responsible where. */
export const listKinds = ["rules", "streets", "postalCodes"] as const;
export type ListKind = (typeof listKinds)[number];

/** A list as it was sent or read, also packed by gzip. */
export interface ListFile {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface ImportWish {
  readonly file: ListFile;
  readonly actor: string;
  /** Reports without storing anything. */
  readonly dryRun?: boolean;
}

export type ListOutcome =
  | { readonly ok: false; readonly problems: readonly FileProblem[] }
  | { readonly ok: true; readonly report: ListReport };

/** How a kind of list is read, looked at beside what is stored, and stored. */
interface ListWork<T> {
  readonly action: string;
  readonly read: (name: string, text: string) => CheckedFile<T>;
  /** What names something that there is not. */
  readonly check: (sql: Sql, name: string, lines: Lines<T>) => Promise<readonly FileProblem[]>;
  readonly report: (sql: Sql, lines: Lines<T>) => Promise<ListReport>;
  readonly store: (sql: Sql, values: readonly T[], at: Date) => Promise<unknown>;
}
type Lines<T> = readonly CheckedLine<T>[];

/** Takes the place of all rules of the operator: all or nothing. What municipalities say of themselves stays. */
export function importRules(parts: OperatorParts, wish: ImportWish): Promise<ListOutcome> {
  return importList(parts, wish, {
    action: "responsibility.imported",
    read: readRuleFile,
    check: unknownAreas,
    report: async (sql, lines) => reportRules(lines, await listRules(sql)),
    store: replaceOperatorRules,
  });
}

/** Takes the place of all streets of the postal codes that the list names: all or nothing. */
export function importStreets(parts: OperatorParts, wish: ImportWish): Promise<ListOutcome> {
  return importList(parts, wish, {
    action: "streets.imported",
    read: readStreetFile,
    check: async (sql, name, lines) => {
      const named = lines.map(({ value }) => value.ars);
      const known = await knownAreas(sql, named);
      return lines.flatMap(({ line, value: { ars } }) =>
        known.has(ars) ? [] : [lineProblem(name, line, lineFault("unknownTown", { value: ars }))],
      );
    },
    report: async (sql, lines) => {
      const codes = [...new Set(lines.map(({ value }) => value.postalCode))];
      return reportStreets(lines, await listStreets(sql, codes));
    },
    store: replaceStreets,
  });
}

/** Takes the place of all postal codes; those of municipalities that this portal does not know are left out. */
export function importCodes(parts: OperatorParts, wish: ImportWish): Promise<ListOutcome> {
  return importList(parts, wish, {
    action: "postalCodes.imported",
    read: readPostalCodeFile,
    check: () => Promise.resolve([]),
    report: async (sql, lines) =>
      reportPostalCodes(lines, await listPostalCodes(sql), new Set(await listAgs(sql))),
    store: importPostalCodes,
  });
}

/** The one of each kind. */
export const listImports: Readonly<
  Record<ListKind, (parts: OperatorParts, wish: ImportWish) => Promise<ListOutcome>>
> = { rules: importRules, streets: importStreets, postalCodes: importCodes };

async function importList<T>(
  { database, clock, log }: OperatorParts,
  { file: { name, bytes }, actor, dryRun = false }: ImportWish,
  { action, read, check, report, store }: ListWork<T>,
): Promise<ListOutcome> {
  const source = await readListText(name, bytes);
  if (!source.ok) return { ok: false, problems: [source.problem] };
  const { lines, problems } = read(name, source.text);
  if (problems.length > 0) return { ok: false, problems };
  return withMunicipality(database, "*", async (sql): Promise<ListOutcome> => {
    const unknown = await check(sql, name, lines);
    if (unknown.length > 0) return { ok: false, problems: unknown };
    const done: ListOutcome = { ok: true, report: await report(sql, lines) };
    if (dryRun) return done;
    const at = clock();
    const values = lines.map(({ value }) => value);
    await store(sql, values, at);
    const [subject = ""] = action.split(".");
    const details = { count: values.length };
    await insertAuditEntry(sql, { at, ars: null, actor, action, subject, details });
    log.info(action, details);
    return done;
  });
}

async function unknownAreas(
  sql: Sql,
  file: string,
  lines: Lines<ImportedRule>,
): Promise<readonly FileProblem[]> {
  const districtOf = (ars: string) => ars.replace(/0{7}$/, "");
  const known = await knownAreas(
    sql,
    lines.flatMap(({ value }) => [value.area, districtOf(value.responsible)]),
  );
  return lines.flatMap(({ line, value: { area, responsible, name } }) => {
    if (!known.has(area))
      return [lineProblem(file, line, lineFault("unknownArea", { value: area }))];
    // An authority that the list names itself need not be in the portal.
    if (known.has(districtOf(responsible)) || name !== "") return [];
    return [lineProblem(file, line, lineFault("unknownAuthority", { value: responsible }))];
  });
}
