import { query } from "#db/connect.ts";
import {
  findLeikaName,
  hasLeika,
  searchLeika,
  type FoundAct,
} from "#db/queries/reference-catalogue.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { readLeikaKey } from "../domain/leika.ts";

/** Most that are shown; whoever looks for others types more. */
const most = 30;

export interface ActSearch {
  readonly typed: string;
  readonly hits: readonly FoundAct[];
  readonly more: boolean;
  /** The one that was chosen. */
  readonly chosen: Pick<FoundAct, "key" | "name"> | undefined;
}

/** Acts of the Leistungskatalog by words, and the one that was chosen by its key; undefined where no catalogue was imported. */
export async function searchActs(
  { database }: Portal,
  { typed, chosen }: { readonly typed: string; readonly chosen: string },
): Promise<ActSearch | undefined> {
  const key = readLeikaKey(chosen);
  return query(database, async (sql) => {
    if (!(await hasLeika(sql))) return undefined;
    const found = typed === "" ? [] : await searchLeika(sql, typed, most + 1);
    const name = key === undefined ? undefined : await findLeikaName(sql, key);
    return {
      typed,
      hits: found.slice(0, most),
      more: found.length > most,
      chosen: key === undefined || name === undefined ? undefined : { key, name },
    };
  });
}
