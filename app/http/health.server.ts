import type { Portal } from "#app/catalogue/portal.server.ts";
import { query } from "#db/connect.ts";

/** For whatever watches over the portal: 200 when it can work, 503 while its database is away. */
export async function checkHealth(portal: Portal, version: string): Promise<Response> {
  let database: "reachable" | "unreachable" = "reachable";
  try {
    await query(portal.database, (sql) => sql`select 1`);
  } catch {
    database = "unreachable";
  }
  const ok = database === "reachable";
  return Response.json(
    { status: ok ? "ok" : "unavailable", database, version },
    { status: ok ? 200 : 503, headers: { "Cache-Control": "no-store" } },
  );
}
