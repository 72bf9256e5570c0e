import { query, withMunicipality, type Sql } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import {
  knownAreas,
  listRules,
  replaceOperatorRules,
  type RuleRow,
} from "#db/queries/responsibility.ts";
import { replaceStreets } from "#db/queries/streets.ts";
import { lineProblem, type CheckedLine } from "../catalogue/checked-lines.ts";
import type { FileProblem } from "../catalogue/file-problem.ts";
import {
  readRuleFile,
  readStreetFile,
  type ImportedRule,
} from "../catalogue/responsibility-files.ts";
import type { OperatorParts } from "./operator.ts";
import { readTextFile } from "./read-text-file.server.ts";

type Refused = { readonly ok: false; readonly problems: readonly FileProblem[] };

/** Replaces the operator's rules of who is responsible where: all or nothing. */
export async function importResponsibility(
  { database, clock, log }: OperatorParts,
  file: string,
  actor: string,
): Promise<Refused | ({ readonly ok: true } & Awaited<ReturnType<typeof replaceOperatorRules>>)> {
  const source = await readTextFile(file);
  if (!source.ok) return { ok: false, problems: [source.problem] };
  const { lines, problems } = readRuleFile(file, source.text);
  if (problems.length > 0) return { ok: false, problems };
  return withMunicipality(database, "*", async (tx) => {
    const unknown = await unknownAreas(tx, file, lines);
    if (unknown.length > 0) return { ok: false, problems: unknown };
    const at = clock();
    const done = await replaceOperatorRules(
      tx,
      lines.map(({ value }) => value),
      at,
    );
    await audit(tx, { at, actor, action: "responsibility.imported", count: done.stored });
    log.info("responsibility.imported", { count: done.stored });
    return { ok: true, ...done };
  });
}

async function unknownAreas(
  sql: Sql,
  file: string,
  lines: readonly CheckedLine<ImportedRule>[],
): Promise<FileProblem[]> {
  const districtOf = (ars: string) => ars.replace(/0{7}$/, "");
  const known = await knownAreas(
    sql,
    lines.flatMap(({ value }) => [value.area, districtOf(value.responsible)]),
  );
  return lines.flatMap(({ line, value: { area, responsible, name } }) => {
    if (!known.has(area)) return [lineProblem(file, line, `no municipality has an ARS ${area}…`)];
    // An authority that the list names itself need not be in the portal.
    return known.has(districtOf(responsible)) || name !== ""
      ? []
      : [
          lineProblem(
            file,
            line,
            `there is no authority ${responsible}, and the line does not name it`,
          ),
        ];
  });
}

/** The rules for an area (ARS or its first digits), or all of them. */
export function listResponsibility(
  { database }: OperatorParts,
  area: string | undefined,
): Promise<readonly RuleRow[]> {
  return query(database, (sql) => listRules(sql, area));
}

/** Replaces the streets of the postal codes that a list names: all or nothing. */
export async function importStreets(
  { database, clock, log }: OperatorParts,
  file: string,
  actor: string,
): Promise<
  Refused | { readonly ok: true; readonly streets: number; readonly postalCodes: number }
> {
  const source = await readTextFile(file);
  if (!source.ok) return { ok: false, problems: [source.problem] };
  const { lines, problems } = readStreetFile(file, source.text);
  if (problems.length > 0) return { ok: false, problems };
  return withMunicipality(database, "*", async (tx) => {
    const known = await knownAreas(
      tx,
      lines.map(({ value }) => value.ars),
    );
    const unknown = lines.flatMap(({ line, value: { ars } }) =>
      known.has(ars) ? [] : [lineProblem(file, line, `there is no municipality ${ars}`)],
    );
    if (unknown.length > 0) return { ok: false, problems: unknown };
    const streets = await replaceStreets(
      tx,
      lines.map(({ value }) => value),
    );
    await audit(tx, { at: clock(), actor, action: "streets.imported", count: streets });
    log.info("streets.imported", { count: streets });
    const postalCodes = new Set(lines.map(({ value }) => value.postalCode)).size;
    return { ok: true, streets, postalCodes };
  });
}

async function audit(
  sql: Sql,
  { at, actor, action, count }: { at: Date; actor: string; action: string; count: number },
): Promise<void> {
  const [subject = ""] = action.split(".");
  await insertAuditEntry(sql, { at, ars: null, actor, action, subject, details: { count } });
}
