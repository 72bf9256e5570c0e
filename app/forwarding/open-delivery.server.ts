import { withMunicipality } from "#db/connect.ts";
import { keepForwardingState, type Claim } from "#db/queries/forwarding-lease.ts";
import { loadVersion } from "../catalogue/load-offering.server.ts";
import type { KeyRing, Portal } from "../catalogue/portal.server.ts";
import { applicantEmail } from "../domain/applicant-email.ts";
import type { SubmissionDocument } from "../domain/submission.ts";
import { documentTextsOf } from "../i18n/texts.server.ts";
import { LeaseLostError, type Delivery, type ForwardingTools } from "./adapter.server.ts";
import { render } from "./formats.server.ts";

export type Claimed = Extract<Claim, { kind: "claimed" }>;

function context(id: string): string {
  return `forwarding:${id}`;
}

/** What an adapter gets to know of the delivery that it makes. */
export function openDelivery(
  portal: Portal,
  keys: KeyRing,
  { forwarding, destination, application }: Claimed,
  lease: string,
  document: SubmissionDocument,
  tools: ForwardingTools,
): Delivery {
  const { id, ars, kind, attempts, state, rejectedState, submissionId } = forwarding;
  const { publicUrl } = portal.config;
  // Sealed under the forwarding's id; that of the application is another one's.
  const read = (sealed: Buffer | null | undefined, of: string): unknown =>
    sealed ? JSON.parse(keys.open(sealed, context(of)).toString()) : undefined;
  const own = read(state, id);
  return {
    ...tools,
    id,
    kind,
    attempt: Math.max(1, attempts),
    state: own,
    application: application && read(application.state, application.id),
    rejected: read(rejectedState, id),
    callbackUrl:
      publicUrl !== undefined && destination
        ? `${publicUrl}/rueckruf/${destination.id}`
        : undefined,
    inboxUrl:
      publicUrl !== undefined && submissionId !== null
        ? `${publicUrl}/eingang/${submissionId}`
        : undefined,
    keep: async (next) => {
      const sealed = keys.seal(JSON.stringify(next), context(id));
      const isOurs = await withMunicipality(portal.database, ars, (sql) =>
        keepForwardingState(sql, id, lease, sealed),
      );
      if (!isOurs) throw new LeaseLostError(`forwarding ${id} was taken over`);
    },
    applicantEmail: async () => {
      const { service, data } = document;
      const offering = await loadVersion(portal, ars, service.id, service.version);
      return offering && applicantEmail(offering.service, data);
    },
    render: async (format) => {
      const { service } = document;
      const offering = await loadVersion(portal, ars, service.id, service.version);
      const texts = documentTextsOf(document.language);
      return render({ document, service: offering?.service, texts }, format);
    },
  };
}
