import { randomBytes } from "node:crypto";
import { withMunicipality } from "#db/connect.ts";
import { findAccountNames } from "#db/queries/accounts.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import {
  deletePreviewLink,
  insertPreviewLink,
  listPreviewLinks,
} from "#db/queries/preview-links.ts";
import { findOpenRevision } from "#db/queries/revisions.ts";
import { findServiceDefinition } from "#db/queries/services.ts";
import { previewBy } from "../catalogue/load-offering.server.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { Text } from "../domain/text.ts";
import { can, type Actor } from "../identity/permissions.ts";
import { randomId } from "../platform/crypto.server.ts";
import type { OfferingKey } from "../domain/revision.ts";

/** Days for which a link is good. */
export const previewDays = 7;
/** Of one offering; who needs more takes some back. */
const mostLinks = 20;

export interface ShownPreviews {
  readonly municipality: Municipality;
  readonly service: { readonly id: string; readonly name: Text };
  /** Number of the revision that is being worked on. */
  readonly worksOn: number | undefined;
  readonly links: readonly {
    readonly id: string;
    /** Undefined: whichever counts. */
    readonly revision: number | undefined;
    readonly createdAt: Date;
    readonly createdBy: string;
    readonly expiresAt: Date;
  }[];
}

/** The preview links of an offering that are good. Undefined where somebody may not see how it is set. */
export async function loadPreviews(
  portal: Portal,
  actor: Actor,
  offering: OfferingKey,
): Promise<ShownPreviews | undefined> {
  const { ars, serviceId } = offering;
  if (!can(actor, "overlay.read", ars)) return undefined;
  const now = portal.clock();
  return withMunicipality(portal.database, ars, async (sql) => {
    const municipality = await findMunicipality(sql, ars);
    const service = await findServiceDefinition(sql, serviceId);
    if (!municipality || !service) return undefined;
    const open = await findOpenRevision(sql, offering);
    const links = await listPreviewLinks(sql, offering, now);
    const names = await findAccountNames(
      sql,
      links.map(({ createdBy }) => createdBy),
    );
    return {
      municipality,
      service: { id: serviceId, name: service.name },
      worksOn: open?.number,
      links: links.map(({ id, revision, createdAt, createdBy, expiresAt }) => ({
        id,
        revision: revision ?? undefined,
        createdAt,
        createdBy: names.get(createdBy) ?? "",
        expiresAt,
      })),
    };
  });
}

export type MadePreview =
  | { readonly kind: "unknown" }
  | { readonly kind: "tooMany" }
  /** The revision is not being worked on any more. */
  | { readonly kind: "gone" }
  /** The token is told this once: only its hash is stored. */
  | { readonly kind: "made"; readonly token: string; readonly expiresAt: Date };

/** Makes a link for what is being worked on (`open`), or for whatever counts (`published`). */
export async function makePreview(
  portal: Portal,
  actor: Actor,
  offering: OfferingKey,
  shows: "open" | "published",
): Promise<MadePreview> {
  const { ars, serviceId } = offering;
  if (!can(actor, "overlay.read", ars)) return { kind: "unknown" };
  const token = randomBytes(32).toString("base64url");
  const tokenHash = previewBy(portal, token)?.tokenHash ?? Buffer.alloc(0);
  const now = portal.clock();
  const expiresAt = new Date(now.getTime() + previewDays * 86_400_000);
  return withMunicipality(portal.database, ars, async (sql): Promise<MadePreview> => {
    if (!(await findServiceDefinition(sql, serviceId))) return { kind: "unknown" };
    const open = shows === "open" ? await findOpenRevision(sql, offering) : undefined;
    if (shows === "open" && !open) return { kind: "gone" };
    if ((await listPreviewLinks(sql, offering, now)).length >= mostLinks)
      return { kind: "tooMany" };
    const id = randomId();
    const revision = open?.number ?? null;
    await insertPreviewLink(sql, {
      id,
      ars,
      serviceId,
      revision,
      tokenHash,
      createdAt: now,
      createdBy: actor.accountId,
      expiresAt,
    });
    await insertAuditEntry(sql, {
      at: now,
      ars,
      actor: actor.accountId,
      action: "preview.made",
      subject: serviceId,
      details: { link: id, ...(revision !== null && { revision }) },
    });
    return { kind: "made", token, expiresAt };
  });
}

/** Takes a link back: whoever has it open sees nothing from the next page on. */
export async function revokePreview(
  portal: Portal,
  actor: Actor,
  offering: OfferingKey,
  id: string,
): Promise<{ readonly kind: "revoked" | "unknown" }> {
  const { ars, serviceId } = offering;
  if (!can(actor, "overlay.read", ars)) return { kind: "unknown" };
  return withMunicipality(portal.database, ars, async (sql) => {
    if (!(await deletePreviewLink(sql, offering, id))) return { kind: "unknown" };
    await insertAuditEntry(sql, {
      at: portal.clock(),
      ars,
      actor: actor.accountId,
      action: "preview.revoked",
      subject: serviceId,
      details: { link: id },
    });
    return { kind: "revoked" };
  });
}
