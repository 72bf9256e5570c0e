import type { Option } from "#app/domain/fields/kinds.ts";
import type { GenericodeList } from "./genericode.ts";
import type { CodeListReference } from "./model.ts";
import { error, warning, type ImportProblem, type Outcome } from "./problems.ts";
import { withoutUndefined } from "./without-undefined.ts";

/** Which available list a reference means. */
export type CodeListMatch =
  /** The very version. */
  | { readonly kind: "exact"; readonly list: GenericodeList }
  /** The reference names no version: the newest one, to be pinned by whoever records it. */
  | { readonly kind: "newest"; readonly list: GenericodeList }
  /** Only other versions are there; the newest of them. Never to be used silently. */
  | { readonly kind: "otherVersion"; readonly list: GenericodeList }
  | { readonly kind: "missing" };

/** Finds the list that a reference means among those available. */
export function matchCodeList(
  reference: CodeListReference,
  available: readonly GenericodeList[],
): CodeListMatch {
  const wanted = wantedVersionUri(reference);
  const exact = available.find((list) => wanted !== undefined && versionUriOf(list) === wanted);
  if (exact) return { kind: "exact", list: exact };
  const uri = reference.uri ?? wanted?.replace(/_[^_]*$/, "");
  const newest = available
    .filter((list) => uri !== undefined && uriOf(list) === uri)
    .reduce<GenericodeList | undefined>(
      (best, list) =>
        best === undefined || compareVersions(list.version ?? "", best.version ?? "") > 0
          ? list
          : best,
      undefined,
    );
  if (!newest) return { kind: "missing" };
  return { kind: wanted === undefined ? "newest" : "otherVersion", list: newest };
}

/** Canonical version URI that a reference asks for; undefined where it names no version. */
export function wantedVersionUri(reference: CodeListReference): string | undefined {
  const { uri, version, versionUri } = reference;
  if (uri !== undefined && version !== undefined) return `${uri}_${version}`;
  // Some files repeat the plain URI where the version URI should stand.
  return versionUri === uri ? undefined : versionUri;
}

/** Canonical version URI of a list, made up from its parts where it names none. */
export function versionUriOf({ uri, version, versionUri }: GenericodeList): string {
  return versionUri ?? (version === undefined ? (uri ?? "") : `${uri ?? ""}_${version}`);
}

/** URI and version of a list, taken from its version URI where it does not name them; for the record. */
export function identityOf(list: GenericodeList): { uri?: string; version?: string } {
  const uri = uriOf(list);
  const start = `${uri ?? ""}_`;
  const { versionUri = "" } = list;
  const version =
    list.version ?? (versionUri.startsWith(start) ? versionUri.slice(start.length) : undefined);
  return withoutUndefined({ uri, version });
}

function uriOf(list: GenericodeList): string | undefined {
  return list.uri ?? list.versionUri?.replace(/_[^_]*$/, "");
}

/** Orders versions such as `2024-08-01`, `2.10` and `14` by their numbers. */
function compareVersions(left: string, right: string): number {
  return left.localeCompare(right, "en", { numeric: true });
}

/**
 * Options of a list. Code column: codeKey, else the first key's; label column: nameKey, else the key
 * `codenameKey`, else the first other one that has a value of its own in each row (lists may begin with a
 * category that many rows share), else the first other one.
 */
export function optionsOf(
  list: GenericodeList,
  choice: Pick<CodeListReference, "codeKey" | "nameKey" | "helpKey"> = {},
): Outcome<"options", Option[]> {
  const ids = list.columns.map(({ id }) => id);
  const unknown = [choice.codeKey, choice.nameKey, choice.helpKey].find(
    (key) => key !== undefined && !ids.includes(key),
  );
  if (unknown !== undefined) {
    const message = `${versionUriOf(list)} has no column "${unknown}"`;
    return { ok: false, problems: [error("unknownColumn", message)] };
  }
  const codeColumn = choice.codeKey ?? firstKeyColumn(list) ?? ids[0];
  if (codeColumn === undefined || !ids.includes(codeColumn)) {
    return { ok: false, problems: [error("noCodeColumn", `${versionUriOf(list)} has no code`)] };
  }
  const labelColumn =
    choice.nameKey ??
    list.keys.find(({ id }) => id.toLowerCase() === "codenamekey")?.columns[0] ??
    ids.find((id) => id !== codeColumn && tellsRowsApart(list, id)) ??
    ids.find((id) => id !== codeColumn) ??
    codeColumn;
  return readOptions(list, codeColumn, labelColumn, choice.helpKey);
}

function tellsRowsApart({ rows }: GenericodeList, column: string): boolean {
  const values = new Set(rows.map((row) => row.get(column)));
  return values.size === rows.length && !values.has(undefined);
}

function firstKeyColumn(list: GenericodeList): string | undefined {
  return list.keys[0]?.columns[0];
}

function readOptions(
  list: GenericodeList,
  codeColumn: string,
  labelColumn: string,
  helpColumn: string | undefined,
): Outcome<"options", Option[]> {
  const problems: ImportProblem[] = [];
  const options = new Map<string, Option>();
  for (const [index, row] of list.rows.entries()) {
    const code = row.get(codeColumn);
    const where = `${versionUriOf(list)}, row ${String(index + 1)}`;
    if (code === undefined) {
      problems.push(warning("missingCodeValue", `${where} has no code and was left out`));
      continue;
    }
    if (options.has(code)) {
      problems.push(warning("duplicateCode", `${where} repeats code "${code}" and was left out`));
      continue;
    }
    const help = helpColumn === undefined ? undefined : row.get(helpColumn);
    options.set(code, {
      code,
      label: { de: row.get(labelColumn) ?? code },
      ...(help !== undefined && { help: { de: help } }),
    });
  }
  return { ok: true, options: [...options.values()], problems };
}
