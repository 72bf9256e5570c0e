import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportInbox } from "#app/casework/export-inbox.server.ts";
import { plainPage } from "#app/http/plain-page.server.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { fileResponse } from "../file-response.server.ts";
import { readInboxQuery } from "./inbox-query.ts";
import { requireStaff } from "./staff-session.server.ts";

/** The inbox as it is filtered, as a table to be saved. */
export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const t = serverI18n(language).getFixedT(language, "casework");
  const asked = readInboxQuery(new URL(request.url).searchParams);
  const outcome = await exportInbox(portal, session, asked, language, {
    columns: {
      reference: t("inbox.reference"),
      service: t("inbox.service"),
      submittedAt: t("inbox.submittedAt"),
      status: t("inbox.status"),
    },
    status: (status) => t(`status.${status}`),
  });
  return outcome.kind === "file" ? fileResponse(outcome.file) : plainPage(404);
}
