import { longestComment, newFeedbackToken } from "#app/apply/leave-feedback.server.ts";
import type { Portal } from "#app/catalogue/portal.server.ts";
import type { FeedbackFields } from "./feedback-form.tsx";

/** A new feedback form about a service. */
export function feedbackFields(
  portal: Portal,
  { municipality, service }: { readonly municipality: string; readonly service: string },
): FeedbackFields {
  return {
    action: `/rueckmeldung/${municipality}/${service}`,
    token: newFeedbackToken(portal),
    longest: longestComment,
  };
}
