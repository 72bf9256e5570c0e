/** For whatever watches over the portal: 200 when it can work, 503 while its database is away. */
export async function checkHealth(
  version: string,
  pingDatabase: () => Promise<unknown>,
): Promise<Response> {
  let database: "reachable" | "unreachable" = "reachable";
  try {
    await pingDatabase();
  } catch {
    database = "unreachable";
  }
  const ok = database === "reachable";
  return Response.json(
    { status: ok ? "ok" : "unavailable", database, version },
    { status: ok ? 200 : 503, headers: { "Cache-Control": "no-store" } },
  );
}
