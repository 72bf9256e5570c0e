import type { Portal } from "../catalogue/portal.server.ts";
import type { Actor } from "../identity/permissions.ts";
import type { Parcel } from "../forwarding/open-parcel.server.ts";
import { takeFrom } from "./open-submission.server.ts";

/** In which form a submission can leave the inbox. */
export type DownloadFormat = "json";

/** A file to be handed out. */
export interface Download {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array | string;
}

/** A submission as a file, once it is written down who takes it. Undefined: there is none for this person. */
export async function downloadSubmission(
  portal: Portal,
  actor: Actor,
  id: string,
  format: DownloadFormat,
): Promise<Download | undefined> {
  const parcel = await takeFrom(
    portal,
    actor,
    id,
    { event: `downloaded.${format}`, action: "submission.downloaded", details: { format } },
    (taken) => taken,
  );
  return parcel && write(parcel, format);
}

function write({ document }: Parcel, format: DownloadFormat): Download {
  return {
    name: `antrag-${document.reference}.${format}`,
    mediaType: "application/json",
    content: JSON.stringify(document, null, 2),
  };
}
