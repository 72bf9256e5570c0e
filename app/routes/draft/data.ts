import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { downloadDraft } from "#app/apply/download-draft.server.ts";
import { formatDateTime, formatDay } from "#app/i18n/format.ts";
import { wordsOf } from "#app/i18n/texts.server.ts";
import { serviceUrl } from "../citizen/addresses.ts";
import { visitOf } from "../citizen/draft-cookie.server.ts";
import { noJourney } from "../citizen/journey-responses.server.ts";
import { fileResponse } from "../file-response.server.ts";
import { textsFor } from "../texts-for.server.ts";

/** Everything that stands in the draft, to be kept. */
export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { t, language } = textsFor(request);
  const visit = await visitOf(request, params);
  const outcome = await downloadDraft(portal, visit, language, wordsOf(language), (document) => ({
    title: t("draft:export.title"),
    changed: t("draft:export.changed", { date: formatDateTime(document.changedAt, language) }),
    deleted: t("draft:export.deleted", { date: formatDay(new Date(document.deletedAt), language) }),
    noAnswer: t("draft:export.noAnswer"),
    typed: t("draft:export.typed"),
    service: t("draft:export.service"),
    municipality: t("draft:export.municipality"),
  }));
  if (outcome.kind === "nothing") return redirect(`${serviceUrl(visit)}/entwurf`, 303);
  if (outcome.kind !== "draft") throw noJourney(outcome, visit);
  return fileResponse(outcome.download);
}
