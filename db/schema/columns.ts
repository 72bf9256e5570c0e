import { customType, timestamp } from "drizzle-orm/pg-core";

/** Bytes, as a Buffer. */
export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** An instant; PostgreSQL keeps it in UTC. */
export function instant(name: string) {
  return timestamp(name, { withTimezone: true, mode: "date" });
}
