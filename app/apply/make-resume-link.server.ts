import { withMunicipality } from "#db/connect.ts";
import { hasResumeLink, putResumeLink } from "#db/queries/resume-links.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { seal } from "../platform/crypto.server.ts";
import { storeDraft, writeTicket, type ResumeSecrets } from "./draft.server.ts";
import {
  openJourney,
  withOpenJourney,
  type NoJourney,
  type OpenJourney,
  type Visit,
} from "./open-journey.server.ts";
import { linkId, linkKey, newSecrets } from "./resume-secrets.server.ts";

export interface BegunDraft {
  readonly kind: "draft";
  readonly open: OpenJourney;
  readonly expiresAt: Date;
  /** The link that was made last, while it is good. */
  readonly link: ResumeSecrets | undefined;
}

/** The citizen's draft and the way back to it; `nothing` where nothing has been saved yet. */
export async function loadDraft(
  portal: Portal,
  visit: Visit,
): Promise<NoJourney | { readonly kind: "nothing"; readonly open: OpenJourney } | BegunDraft> {
  const open = await openJourney(portal, visit);
  if (open.kind !== "open") return open;
  const { draft } = open;
  if (!draft) return { kind: "nothing", open };
  const { link } = draft.content;
  const isGood =
    link !== undefined &&
    (await withMunicipality(portal.database, draft.row.ars, (sql) =>
      hasResumeLink(sql, linkId(link.token)),
    ));
  const { expiresAt } = draft.row;
  return { kind: "draft", open, expiresAt, link: isGood ? link : undefined };
}

/**
 * Makes link and code for a draft; those made before are good no longer. The citizen can look at them again, since the
 * draft itself holds them, under the citizen's key.
 */
export async function makeResumeLink(
  portal: Portal,
  visit: Visit,
): Promise<NoJourney | { readonly kind: "nothing" } | { readonly kind: "made" }> {
  const secrets = newSecrets();
  const key = await linkKey(secrets);
  return withOpenJourney(portal, visit, async (sql, { draft }) => {
    if (!draft) return { kind: "nothing" };
    const now = portal.clock();
    const id = linkId(secrets.token);
    const { ticket, row, content } = draft;
    await storeDraft(sql, draft, { ...content, link: secrets }, now);
    await putResumeLink(sql, {
      id,
      ars: row.ars,
      draftId: row.id,
      sealed: seal(key, writeTicket(ticket), `resume-link:${id}`),
      createdAt: now,
    });
    return { kind: "made" };
  });
}
