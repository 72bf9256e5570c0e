import postgres from "postgres";

/** What runs queries: a connection pool or a transaction. Every query function takes one. */
export type Sql = postgres.ISql;

export interface Database {
  readonly sql: postgres.Sql;
  /** Waits up to five seconds for running queries, then closes the connections. */
  readonly close: () => Promise<void>;
}

/** PostgreSQL cannot be reached at the moment. The next call tries again: no restart is needed. */
export class DatabaseUnavailableError extends Error {
  override readonly name = "DatabaseUnavailableError";
  constructor(cause: unknown) {
    super("the database cannot be reached", { cause });
  }
}

/** Connects lazily. Columns come back in camelCase, `timestamptz` as Date, `bytea` as Buffer. */
export function connect(url: string, options: { readonly max?: number } = {}): Database {
  const sql = postgres(url, {
    max: options.max ?? 10,
    connect_timeout: 3,
    idle_timeout: 60,
    backoff: () => 0.2,
    onnotice: () => undefined,
    transform: { column: { from: postgres.toCamel } },
    connection: {
      application_name: "einmal",
      statement_timeout: 20_000,
      idle_in_transaction_session_timeout: 30_000,
    },
  });
  return { sql, close: () => sql.end({ timeout: 5 }) };
}

const unavailableCodes = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "53300", // too_many_connections
  "57P01", // admin_shutdown
  "57P02", // crash_shutdown
  "57P03", // cannot_connect_now
]);

/** Whether an error says that PostgreSQL is away, rather than that a query is wrong. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof DatabaseUnavailableError) return true;
  if (!(error instanceof Error) || !("code" in error)) return false;
  const { code } = error;
  return typeof code === "string" && (unavailableCodes.has(code) || code.startsWith("08"));
}

/** Runs queries that need no transaction and concern no municipality's rows. */
export async function query<T>(database: Database, work: (sql: Sql) => Promise<T>): Promise<T> {
  return translated(() => work(database.sql));
}

/** Runs work in one transaction that sees no municipality's rows. Throws `DatabaseUnavailableError`. */
export async function inTransaction<T>(
  database: Database,
  work: (tx: Sql) => Promise<T>,
): Promise<T> {
  return translated(() => begin(database, null, work));
}

/**
 * Runs work in one transaction that sees the rows of one municipality; `"*"` for work that spans all of
 * them. Throws `DatabaseUnavailableError`; any error rolls back.
 */
export async function withMunicipality<T>(
  database: Database,
  ars: string,
  work: (tx: Sql) => Promise<T>,
): Promise<T> {
  return translated(() => begin(database, ars, work));
}

/** A transaction's statements, refused once its connection is lost. */
function guarded(tx: postgres.TransactionSql, isLost: () => boolean): Sql {
  return new Proxy(tx, {
    apply: (target, _self, args: Parameters<typeof tx>) => {
      if (isLost()) throw new DatabaseUnavailableError("the connection was lost in a transaction");
      return Reflect.apply(target, undefined, args) as unknown;
    },
  });
}

const forever = new Promise<never>(() => undefined);

/**
 * postgres.js 3.4 writes to a lost connection's socket, which is no longer there, outside any promise: that would end the
 * process. So after a loss `work` gets no further statement through, and postgres.js, which would roll back, never hears
 * how `work` ended; its `begin` has failed by then.
 */
async function begin<T>(
  database: Database,
  ars: string | null,
  work: (tx: Sql) => Promise<T>,
): Promise<T> {
  // The result travels beside `begin`, whose type unwraps arrays of promises.
  let outcome: { readonly value: T } | undefined;
  let lost = false;
  const whole = database.sql.begin(async (raw) => {
    const tx = guarded(raw, () => lost);
    // Not awaited first: it shares the round trip of the first query. A failure aborts the transaction.
    const setting =
      ars === null ? null : tx`select set_config('einmal.ars', ${ars}, true)`.execute();
    try {
      const [value] = await Promise.all([work(tx), setting]);
      outcome = { value };
    } catch (error) {
      if (!lost && !isUnavailable(error)) throw error;
      lost = true;
    }
    if (lost) await forever;
  });
  // Hears of a lost connection before `work` does, which goes on until its next statement.
  whole.catch(() => {
    lost = true;
  });
  await whole;
  if (outcome === undefined) throw new Error("a transaction ended without a result");
  return outcome.value;
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isUnavailable(error) && !(error instanceof DatabaseUnavailableError))
      throw new DatabaseUnavailableError(error);
    throw error;
  }
}
