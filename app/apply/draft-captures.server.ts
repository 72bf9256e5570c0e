import { withMunicipality, type Sql } from "#db/connect.ts";
import {
  insertCapture,
  listCaptures,
  listPhotos,
  lockCapture,
  revokeCapture,
  type CaptureRow,
} from "#db/queries/captures.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { filesIn } from "../domain/change-answers.ts";
import type { Journey } from "../domain/journey.ts";
import type { InstancePath } from "../domain/path.ts";
import { captureMinutes } from "../domain/privacy/periods.ts";
import { randomId } from "../platform/crypto.server.ts";
import { hashOf, newToken, openResult, openToken, sealToken } from "./capture-key.server.ts";
import { attachFile } from "./draft-files.server.ts";
import { contentWith, storeDraft, type Draft } from "./draft.server.ts";
import { fileFieldNamed } from "./file-fields.ts";
import type { AttachedFiles } from "./finish-upload.server.ts";
import { openJourney, withOpenJourney, type Visit } from "./open-journey.server.ts";

/** A field for which a phone may send photos, as the holder of the draft sees it. */
export interface OpenCapture {
  readonly id: string;
  readonly name: InstancePath;
  /** Secret: the end of the phone's link. */
  readonly token: string;
  readonly expiresAt: Date;
  /** Ids of what has come, in the order of the pages. */
  readonly photos: readonly string[];
  /** The phone is done, but the field has no room for the document. */
  readonly waits: boolean;
}

/** Lets a phone send photos for a field that takes PDFs; an open link of the field is replaced. The draft must be locked. */
export async function openCapture(
  portal: Portal,
  sql: Sql,
  { ticket, row }: Draft,
  journey: Journey,
  name: InstancePath,
): Promise<void> {
  const field = fileFieldNamed(journey, name);
  if (!field?.rules.mediaTypes.includes("application/pdf")) return;
  const now = portal.clock();
  for (const capture of await listCaptures(sql, row.id, now))
    if (capture.path === name && !capture.result) await revokeCapture(sql, capture.id);
  const [id, token] = [randomId(), newToken()];
  await insertCapture(sql, {
    id,
    ars: row.ars,
    draftId: row.id,
    serviceId: row.serviceId,
    path: name,
    tokenHash: hashOf(token),
    sealed: sealToken(ticket, id, token),
    result: null,
    createdAt: now,
    expiresAt: new Date(now.getTime() + captureMinutes * 60_000),
  });
}

/** Ends a phone's link at once. The draft must be locked. */
export async function endCapture(
  portal: Portal,
  sql: Sql,
  { row }: Draft,
  id: string,
): Promise<void> {
  const own = await listCaptures(sql, row.id, portal.clock());
  if (own.some((capture) => capture.id === id)) await revokeCapture(sql, id);
}

/** The captures of a draft that are under way. */
export async function openCaptures(
  portal: Portal,
  { ticket, row }: Draft,
): Promise<readonly OpenCapture[]> {
  return withMunicipality(portal.database, row.ars, async (sql) => {
    const captures: OpenCapture[] = [];
    for (const capture of await listCaptures(sql, row.id, portal.clock())) {
      const { id, path: name, expiresAt } = capture;
      const token = openToken(ticket, capture);
      const photos = (await listPhotos(sql, id)).map((photo) => photo.id);
      captures.push({ id, name, token, expiresAt, photos, waits: capture.result !== null });
    }
    return captures;
  });
}

/**
 * Takes over what phones have finished: the document is encrypted anew, for the draft, and becomes one of its files. What finds
 * no room waits. Returns the files of the fields that got something.
 */
export async function pickUpCaptures(
  portal: Portal,
  visit: Visit,
): Promise<readonly AttachedFiles[]> {
  const open = await openJourney(portal, visit);
  if (open.kind !== "open" || !open.draft) return [];
  const { draft } = open;
  const finished = await withMunicipality(portal.database, draft.row.ars, async (sql) =>
    (await listCaptures(sql, draft.row.id, portal.clock())).filter(({ result }) => result),
  );
  const taken: AttachedFiles[] = [];
  for (const capture of finished) {
    const files = await pickUp(portal, visit, draft, capture);
    if (files) taken.push(files);
  }
  return taken;
}

async function pickUp(
  portal: Portal,
  visit: Visit,
  { ticket }: Draft,
  capture: CaptureRow,
): Promise<AttachedFiles | undefined> {
  const document = openResult(openToken(ticket, capture), capture);
  if (!document) return undefined;
  const content = await portal.storage.put(portal.storage.get(document.content));
  let attached: AttachedFiles | undefined;
  try {
    const outcome = await withOpenJourney(portal, visit, async (sql, { journey, draft }) => {
      const field = fileFieldNamed(journey, capture.path);
      // Another tab may have been faster.
      const isStill = await lockCapture(sql, capture.id, portal.clock());
      if (!draft || !field || !isStill) return undefined;
      const before = draft.content.answers;
      const received = { ...document, content };
      const given = await attachFile(portal, sql, draft, before, field, received, capture.id);
      if (given.kind === "refused") return undefined;
      await revokeCapture(sql, capture.id);
      await storeDraft(sql, draft, contentWith(draft.content, given.answers), portal.clock());
      const { name } = field;
      return { kind: "attached", name, files: filesIn(given.answers, name) } as const;
    });
    if (outcome?.kind === "attached") attached = outcome;
    return attached;
  } finally {
    if (!attached) await portal.storage.delete(content.storageKey);
  }
}

/** Takes over what is finished, and tells what is under way. */
export async function lookAtCaptures(
  portal: Portal,
  visit: Visit,
): Promise<{
  readonly captures: readonly OpenCapture[];
  readonly attached: readonly AttachedFiles[];
}> {
  const attached = await pickUpCaptures(portal, visit);
  const open = await openJourney(portal, visit);
  const captures = open.kind === "open" && open.draft ? await openCaptures(portal, open.draft) : [];
  return { captures, attached };
}
