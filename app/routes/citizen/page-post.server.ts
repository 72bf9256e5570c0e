import { readIntent } from "#app/domain/intent.ts";
import type { Visit } from "#app/apply/open-journey.server.ts";
import type { PagePost } from "#app/apply/save-page.server.ts";
import type { FormInput } from "#app/platform/http-form.server.ts";
import { idOf } from "#app/ui/controls/id-of.ts";
import { senderOf, withoutPass } from "../sender.server.ts";
import { serviceUrl } from "./addresses.ts";
import type { NotSaved } from "./not-saved.ts";
import { isFromReview } from "./page-view.server.ts";

/** Address of a page below its service, from the parts of the URL. */
export function addressOf(params: {
  readonly page?: string | undefined;
  readonly item?: string | undefined;
}): string {
  const { page = "", item } = params;
  return item === undefined ? page : `${page}/${item}`;
}

/** What was posted, as the use case wants it. */
export function postOf(
  { raw, files }: FormInput,
  request: Request,
  address: string,
  clientAddress: string,
): PagePost {
  const { intent, ...typed } = withoutPass(raw);
  return {
    address,
    intent: readIntent(intent?.at(-1)),
    raw: typed,
    files,
    fromReview: isFromReview(request),
    sender: senderOf(request, clientAddress, raw),
  };
}

/** What was posted, to be sent once more; files cannot be given back. */
export function notSaved({ raw, files }: FormInput): NotSaved {
  return { kind: "notSaved", reason: "unavailable", raw, files: files.length > 0 };
}

/** Where a page that was saved leads; who came from the review is still on the way back to it. */
export function nextUrl(
  request: Request,
  visit: Visit,
  { intent }: PagePost,
  { address, lapsed }: { readonly address: string | undefined; readonly lapsed: boolean },
): string {
  if (address === undefined)
    return `${serviceUrl(visit)}/pruefen${lapsed ? "?hinweis=entfallen" : ""}`;
  const query = new URLSearchParams();
  if (isFromReview(request)) query.set("zurueck", "pruefen");
  if (lapsed) query.set("hinweis", "entfallen");
  if (intent.kind === "remove") query.set("hinweis", "entfernt");
  const moved = intent.kind === "moveUp" || intent.kind === "moveDown";
  if (moved) query.set("hinweis", "verschoben");
  const search = query.size === 0 ? "" : `?${query.toString()}`;
  // The focus goes along with what was moved.
  const hash = moved ? `#${idOf(intent.item)}` : "";
  return `${serviceUrl(visit)}/${address}${search}${hash}`;
}
