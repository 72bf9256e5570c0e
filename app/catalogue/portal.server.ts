import { withMunicipality, type Database } from "#db/connect.ts";
import type { JobQueue } from "#db/job-queue.ts";
import type { Role } from "#db/queries/accounts.ts";
import { getOrCreateDataKeys } from "#db/queries/data-keys.ts";
import type { Config } from "../platform/config.server.ts";
import { openFileExaminer, type FileExaminer } from "../files/file-examiner.server.ts";
import { openScanner, type Scanner } from "../files/scanner.server.ts";
import {
  newKey,
  open,
  seal,
  unwrapKey,
  wrapKey,
  DecryptionError,
} from "../platform/crypto.server.ts";
import type { Mailer } from "../mail/mailer.ts";
import type { MailResolver } from "../platform/mail-domain.server.ts";
import type { Log } from "../platform/log.server.ts";
import type { Storage } from "../platform/storage.server.ts";
import { createAuthorityBook, type AuthorityBook } from "./authorities.server.ts";
import { createLookBook, type LookBook } from "./looks.server.ts";
import { createFigureCounter, type FigureCounter } from "./figures.server.ts";

/** Accounts to try the portal out with; all of them have one password, which the sign-in page shows. */
export interface DemoAccess {
  readonly password: string;
  readonly logins: readonly DemoLogin[];
}
export interface DemoLogin {
  readonly role: Role;
  readonly login: string;
  readonly name: string;
  /** Where the account works; the operator works for all. */
  readonly municipality?: string;
}

/** What every use case gets: the open doors to the outside. There is no other state. */
export interface Portal {
  readonly config: Config;
  readonly log: Log;
  readonly database: Database;
  readonly storage: Storage;
  readonly examiner: FileExaminer;
  /** Undefined where none is configured. */
  readonly scanner: Scanner | undefined;
  readonly queue: JobQueue;
  readonly clock: () => Date;
  /** In the demo alone. */
  readonly demo?: DemoAccess;
  /** Keys of the municipalities asked for so far, by ARS. */
  readonly keyRings: Map<string, Promise<KeyRing>>;
  /** Keys that municipalities sign with, as far as asked for, by ARS. */
  readonly signers: Map<string, Promise<{ readonly kid: string; readonly key: CryptoKey }>>;
  /** Absent where no mail server is named: then nobody is promised a mail. */
  readonly mailer?: Mailer;
  /** Who is asked which domains take mail; absent: the name servers of this machine. */
  readonly mailResolver?: MailResolver;
  /** How often what happens, without anybody's answers. */
  readonly figures: FigureCounter;
  /** How municipalities show themselves, and at which hosts. */
  readonly looks: LookBook;
  /** How municipalities are reached. */
  readonly authorities: AuthorityBook;
}

/** The data keys of a municipality. What is sealed names the version of its key, so that keys can change. */
export interface KeyRing {
  /** Seals with the newest key; `context` as with `seal` of `crypto`, e.g. `submission:<id>`. */
  readonly seal: (plain: Buffer | string, context: string) => Buffer;
  /** Throws `DecryptionError`. */
  readonly open: (sealed: Buffer, context: string) => Buffer;
}

export function createPortal(
  parts: Omit<
    Portal,
    "keyRings" | "signers" | "clock" | "figures" | "looks" | "authorities" | "examiner" | "scanner"
  >,
): Portal {
  const { scanner } = parts.config;
  const clock = () => new Date();
  return {
    ...parts,
    examiner: openFileExaminer(),
    scanner: scanner && openScanner(scanner),
    clock,
    keyRings: new Map(),
    signers: new Map(),
    figures: createFigureCounter({ ...parts, clock }),
    looks: createLookBook(parts),
    authorities: createAuthorityBook(parts),
  };
}

/** What it takes to come by the keys of a municipality. */
export type KeyParts = Pick<Portal, "config" | "database" | "clock" | "keyRings">;

/**
 * The keys of a municipality, made when first needed. Ask for them before a transaction, not within: it takes a
 * connection of its own. Throws `DecryptionError` if the master key is not the one that wrapped them.
 */
export async function keyRingOf(portal: KeyParts, ars: string): Promise<KeyRing> {
  const known = portal.keyRings.get(ars);
  if (known !== undefined) return known;
  const loading = loadKeyRing(portal, ars);
  portal.keyRings.set(ars, loading);
  try {
    return await loading;
  } catch (error) {
    portal.keyRings.delete(ars);
    throw error;
  }
}

/** Opens a stored data key with the master key. Throws `DecryptionError`. */
export function openDataKey(masterKey: Buffer, wrapped: Buffer): Buffer {
  return unwrapKey(masterKey, wrapped, wrappingContext);
}

/** Without the ARS: that changes when municipalities change their district, and what is stored moves along. */
const wrappingContext = "municipality";

async function loadKeyRing(portal: KeyParts, ars: string): Promise<KeyRing> {
  const master = portal.config.masterKey;
  const rows = await withMunicipality(portal.database, ars, (tx) =>
    getOrCreateDataKeys(tx, ars, () => wrapKey(master, newKey(), wrappingContext), portal.clock()),
  );
  const keys = new Map(rows.map((row) => [row.version, openDataKey(master, row.wrapped)]));
  const newest = Math.max(...keys.keys());
  const keyOf = (version: number) => {
    const key = keys.get(version);
    if (key === undefined) throw new DecryptionError(`there is no data key ${version} of ${ars}`);
    return key;
  };
  return {
    seal: (plain, context) => {
      const head = Buffer.alloc(4);
      head.writeUInt32BE(newest);
      return Buffer.concat([head, seal(keyOf(newest), plain, context)]);
    },
    open: (sealed, context) => {
      if (sealed.length < 4) throw new DecryptionError("not in the format of a sealed value");
      return open(keyOf(sealed.readUInt32BE(0)), sealed.subarray(4), context);
    },
  };
}
