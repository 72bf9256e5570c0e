import { query } from "#db/connect.ts";
import { listCurrentServices, type ListedService } from "#db/queries/services.ts";
import type { OperatorParts } from "./operator.ts";

/** The catalogue: the current version of every service, by id. */
export async function listServices({ database }: OperatorParts): Promise<ListedService[]> {
  return query(database, (sql) => listCurrentServices(sql));
}
