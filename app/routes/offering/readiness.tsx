import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { loadReadiness } from "#app/administration/readiness.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { formatDateTime } from "#app/i18n/format.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Table } from "#app/ui/table.tsx";
import type { RouteHandle } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { noStore } from "../responses.server.ts";
import {
  inLanguage,
  offeringFrame,
  offeringHref,
  offeringRequest,
  refuse,
} from "./offering-request.server.ts";
import { wordChecks } from "./readiness-words.server.ts";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = { texts: ["portal", "casework", "readiness"] };

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const asked = await offeringRequest(request, params["service"], portal);
  const { session, language, key } = asked;
  const found = await loadReadiness(portal, session, key);
  if (found.kind === "unknown") return refuse(found.kind);
  const { municipality, service, at, light, checks } = found;
  const t = serverI18n(language).getFixedT(language, "readiness");
  return data(
    {
      frame: offeringFrame(asked, municipality, t("title")),
      above: `${shortName(municipality)} · ${inLanguage(service.name, language)}`,
      back: offeringHref(key),
      at: formatDateTime(at, language),
      light,
      checks: wordChecks(checks, session, key, language),
      pdf: offeringHref(key, "bereit.pdf"),
    },
    { headers: noStore },
  );
}

const looks = { green: "success", amber: "warning", red: "danger" } as const;

/** Whether an offering may go online, and what to do where not. */
export default function ReadinessPage() {
  const { t } = useTranslation("readiness");
  const { above, back, at, light, checks, pdf } = useLoaded<typeof loader>();
  return (
    <>
      <BackLink href={back}>{t("back")}</BackLink>
      <PageHeading above={above} title={t("title")} lead={t("lead", { at })} />
      <div className="stack">
        <Alert kind={looks[light]} titleAs="h2" title={t(`light.${light}.title`)}>
          <p>{t(`light.${light}.text`)}</p>
        </Alert>
        <Table
          caption={t("title")}
          captionHidden
          columns={[
            { label: t("what") },
            { label: t("state") },
            { label: t("found") },
            { label: t("remedy") },
          ]}
          rows={checks.map(({ name, light: state, state: word, found, remedy }, index) => ({
            key: String(index),
            cells: [
              name,
              <Badge key="state" kind={looks[state]}>
                {word}
              </Badge>,
              found,
              remedy?.href === undefined ? (
                (remedy?.text ?? t("nothing"))
              ) : (
                <a key="remedy" className="plain-link" href={remedy.href}>
                  {remedy.text}
                </a>
              ),
            ],
          }))}
        />
        <p>
          <LinkButton look="secondary" icon="download" href={pdf} download>
            {t("download")}
          </LinkButton>
        </p>
      </div>
    </>
  );
}
