import { query, type Database } from "#db/connect.ts";
import { listPendingMigrations } from "#db/migrate.ts";
import { readJobState, readServerState, type ServerState } from "#db/queries/server-state.ts";
import { fail, ok, warn, type Check } from "./check.ts";

/** The oldest PostgreSQL with everything the portal uses. */
const oldest = 15;

export type DatabaseState =
  | { readonly usable: false; readonly checks: Check[] }
  | {
      readonly usable: true;
      readonly checks: Check[];
      readonly server: ServerState;
      /** When the server was asked, by our clock. */
      readonly asked: Date;
    };

/** Whether the database answers, is new enough, keeps municipalities apart, and has all tables. */
export async function checkDatabase(database: Database): Promise<DatabaseState> {
  let server: ServerState;
  let pending: string[];
  let asked: Date;
  try {
    // Connecting takes time of its own, which must not look like a wrong clock.
    await query(database, (sql) => sql`select 1`);
    asked = new Date();
    server = await query(database, (sql) => readServerState(sql));
    pending = await query(database, (sql) => listPendingMigrations(sql));
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const message = cause instanceof Error ? cause.message : String(cause);
    return {
      usable: false,
      checks: [
        fail(
          "database",
          `cannot be used: ${message}`,
          "check that PostgreSQL runs, and host, user and password in DATABASE_URL.",
        ),
      ],
    };
  }
  const major = Math.floor(server.version / 10_000);
  const checks = [
    major >= oldest
      ? ok("database", `PostgreSQL ${major} answers`)
      : fail("database", `PostgreSQL ${major} is too old`, `use ${oldest} or newer.`),
    server.bypassesRowSecurity
      ? fail(
          "row security",
          "the role in DATABASE_URL bypasses row-level security, which keeps municipalities apart",
          "use an ordinary role that owns the database: no superuser, no BYPASSRLS.",
        )
      : ok("row security", "holds for the portal's role"),
    pending.length === 0
      ? ok("migrations", "all tables are up to date")
      : fail("migrations", `missing: ${pending.join(", ")}`, "start the portal; it adds them."),
  ];
  return pending.length === 0 ? { usable: true, checks, server, asked } : { usable: false, checks };
}

/** Deadlines and sessions count by the portal's clock, jobs by the database's. */
export function checkClock({ now, knowsBerlin }: ServerState, asked: Date): Check[] {
  const seconds = Math.abs(now.getTime() - asked.getTime()) / 1000;
  const remedy = "keep the clocks of both machines right with NTP (systemd-timesyncd, chrony).";
  const difference = `${seconds.toFixed(1)} s apart from the database's`;
  const clock =
    seconds > 60
      ? fail("clock", difference, remedy)
      : seconds > 2
        ? warn("clock", difference, remedy)
        : ok("clock", difference);
  const zone = "the time zone Europe/Berlin is unknown to";
  if (!knowsBerlin)
    return [clock, fail("time zone", `${zone} PostgreSQL`, "install the package tzdata there.")];
  return [
    clock,
    berlinHour() === "14"
      ? ok("time zone", "Europe/Berlin is known")
      : fail("time zone", `${zone} Node.js`, "use a Node.js with full ICU (the default)."),
  ];
}

function berlinHour(): string {
  const options = { hour: "2-digit", hourCycle: "h23", timeZone: "Europe/Berlin" } as const;
  return new Intl.DateTimeFormat("en", options).format(new Date("2026-07-01T12:00:00Z"));
}

/** Whether somebody works off jobs. */
export async function checkJobs(database: Database): Promise<Check> {
  const name = "jobs";
  const state = await query(database, (sql) => readJobState(sql));
  if (state === undefined) return warn(name, "there is no queue yet", "start the portal.");
  const { failed, overdue, stuck } = state;
  if (overdue > 0 || stuck > 0)
    return fail(
      name,
      `${overdue} are due and not taken, ${stuck} were begun and never ended`,
      "see that a portal with JOBS=on runs, and what it logs under jobs.trouble.",
    );
  if (failed > 0)
    return warn(name, `${failed} failed for good`, "look for their errors in the portal's log.");
  return ok(name, "none is stuck, none failed");
}
