import type { Readable } from "node:stream";
import { DataStore, ERRORS, Upload } from "@tus/server";
import { query, withMunicipality, type Sql } from "#db/connect.ts";
import { findPlace } from "#db/queries/places.ts";
import { deleteUpload, findUpload, growUpload, insertUpload } from "#db/queries/uploads.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { draftFileLimits, maxSendable } from "../domain/file-limits.ts";
import { uploadHours } from "../domain/privacy/periods.ts";
import { hasRoom } from "./draft-files.server.ts";
import { newDraft, storeDraft, type Draft, type DraftTicket } from "./draft.server.ts";
import { fileFieldNamed } from "./file-fields.ts";
import { withOpenJourney, type OpenJourney, type Visit } from "./open-journey.server.ts";
import { openUpload, piecesFolder, sealUpload } from "./upload-pieces.server.ts";

/** Bytes that are lost at most when the server is killed; a lost connection loses none that have arrived. */
const pieceLength = 512 * 1024;
/** Milliseconds without progress after which an upload is deleted. */
const patience = uploadHours * 3_600_000;

/** What the tus server answers with; `body` is JSON for the page's script where it is about the file. */
export class UploadRefusedError extends Error {
  override readonly name = "UploadRefusedError";
  readonly status_code: number;
  readonly body: string;
  constructor({ status_code, body }: { readonly status_code: number; readonly body: string }) {
    super(body);
    this.status_code = status_code;
    this.body = body;
  }
}

/**
 * The files that one citizen has on the way, for the tus protocol. What arrives is encrypted piece by piece before it is
 * written, and nobody but the holder of the draft's ticket finds an upload. One store serves one request.
 */
export class UploadStore extends DataStore {
  override extensions = ["creation", "termination"];
  /** For the cookie, where the upload has brought the draft into being. */
  newTicket: DraftTicket | undefined;
  readonly #portal: Portal;
  readonly #visit: Visit;

  constructor(portal: Portal, visit: Visit) {
    super();
    this.#portal = portal;
    this.#visit = visit;
  }

  override async create(upload: Upload): Promise<Upload> {
    const { filename, field: name } = upload.metadata ?? {};
    const { size = 0 } = upload;
    const outcome = await withOpenJourney(this.#portal, this.#visit, async (sql, open) => {
      const field = fileFieldNamed(open.journey, name ?? "");
      if (!field) return { kind: "unknown" } as const;
      if (size > maxSendable(field.rules))
        return { kind: "file.tooLarge", max: field.rules.maxSize } as const;
      const draft = await this.#storedDraft(sql, open);
      if (!(await hasRoom(sql, draft.row.id, size)))
        return { kind: "file.draftFull", max: draftFileLimits.bytes } as const;
      const now = this.#portal.clock();
      await insertUpload(sql, {
        id: upload.id,
        ars: draft.row.ars,
        draftId: draft.row.id,
        path: field.name,
        sealed: sealUpload(draft.ticket, upload.id, { name: filename ?? "", pieces: [] }),
        size,
        received: 0,
        createdAt: now,
        expiresAt: new Date(now.getTime() + patience),
      });
      return { kind: "created" } as const;
    });
    if (outcome.kind === "created") return upload;
    if ("max" in outcome) {
      const body = JSON.stringify({ code: outcome.kind, params: { max: outcome.max } });
      throw new UploadRefusedError({ status_code: 413, body });
    }
    throw new UploadRefusedError(ERRORS.FILE_NOT_FOUND);
  }

  async #storedDraft(sql: Sql, open: OpenJourney): Promise<Draft> {
    if (open.draft) return open.draft;
    const now = this.#portal.clock();
    const fresh = newDraft(open, now);
    const stored = await storeDraft(sql, fresh, fresh.content, now);
    this.newTicket = stored.ticket;
    return stored;
  }

  override async getUpload(id: string): Promise<Upload> {
    const { row } = await this.#find(id);
    return new Upload({ id, size: row.size, offset: row.received });
  }

  /** Notes each piece as it is written, and what came before a connection broke off, too. */
  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    let received = offset;
    let waiting: Uint8Array[] = [];
    let length = 0;
    const note = async (): Promise<void> => {
      if (length === 0) return;
      received = await this.#append(id, received, waiting);
      waiting = [];
      length = 0;
    };
    try {
      for await (const part of stream) {
        waiting.push(part as Uint8Array);
        length += (part as Uint8Array).length;
        if (length >= pieceLength) await note();
      }
    } finally {
      await note();
    }
    return received;
  }

  override async remove(id: string): Promise<void> {
    const { row } = await this.#find(id);
    await this.#portal.storage.deleteFolder(piecesFolder(id));
    await this.#inTown(row.ars, (sql) => deleteUpload(sql, id));
  }

  async #append(id: string, from: number, parts: readonly Uint8Array[]): Promise<number> {
    const { row, ticket } = await this.#find(id);
    const content = openUpload(ticket, row);
    const bytes = Buffer.concat(parts);
    const piece = await this.#portal.storage.put(bytes, { folder: piecesFolder(id) });
    const received = from + bytes.length;
    const { storageKey, fileKey } = piece;
    const grown = await this.#inTown(row.ars, (sql) =>
      growUpload(sql, {
        id,
        from,
        received,
        sealed: sealUpload(ticket, id, {
          ...content,
          pieces: [...content.pieces, { storageKey, fileKey }],
        }),
        expiresAt: new Date(this.#portal.clock().getTime() + patience),
      }),
    );
    if (grown) return received;
    // The browser has come back on another connection, and that one was faster.
    await this.#portal.storage.delete(storageKey);
    throw new UploadRefusedError(ERRORS.INVALID_OFFSET);
  }

  async #find(id: string) {
    const found = await findOwnUpload(this.#portal, this.#visit, id);
    if (found) return found;
    throw new UploadRefusedError(ERRORS.FILE_NOT_FOUND);
  }

  #inTown<T>(ars: string, work: Parameters<typeof withMunicipality<T>>[2]): Promise<T> {
    return withMunicipality(this.#portal.database, ars, work);
  }
}

/** An upload of the visitor's own draft. */
export async function findOwnUpload(portal: Portal, { ticket, municipality }: Visit, id: string) {
  if (!ticket) return undefined;
  const place = await query(portal.database, (sql) => findPlace(sql, municipality));
  const row =
    place &&
    (await withMunicipality(portal.database, place.municipality.ars, (sql) =>
      findUpload(sql, { id, draftId: ticket.id, now: portal.clock() }),
    ));
  return row && { row, ticket };
}
