import type { Database } from "#db/connect.ts";
import { listAuthorityContacts, type AuthorityContact } from "#db/queries/authority-contacts.ts";
import { stampOfTable } from "#db/queries/stamp-of-table.ts";
import { shortName } from "../domain/municipality.ts";
import type { Log } from "../platform/log.server.ts";
import { createPublicBook, type PublicBook } from "./public-book.server.ts";

/** Who is responsible on a municipality's pages and how they are reached, by the municipality's part of the address. */
export type AuthorityBook = PublicBook<ReadonlyMap<string, AuthorityContact>>;

/** Holds those alone who say something of themselves. */
export function createAuthorityBook(parts: {
  readonly database: Database;
  readonly log: Log;
}): AuthorityBook {
  return createPublicBook<ReadonlyMap<string, AuthorityContact>>({
    ...parts,
    unread: "authorities.unread",
    empty: new Map(),
    stamp: (sql) => stampOfTable(sql, "authority_contacts"),
    load: async (sql) => {
      const rows = await listAuthorityContacts(sql);
      return new Map(
        rows.map(({ slug, municipality, ...contact }) => [
          slug,
          contact.name === "" ? { ...contact, name: shortName({ name: municipality }) } : contact,
        ]),
      );
    },
  });
}
