import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { askMailbox, mayAskMailboxes } from "#app/administration/mailboxes.server.ts";
import { loadReadiness } from "#app/administration/readiness.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { formatDateTime } from "#app/i18n/format.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Table } from "#app/ui/table.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { originOf } from "../origin.server.ts";
import { formOf, noStore } from "../responses.server.ts";
import {
  done,
  inLanguage,
  offeringFrame,
  offeringHref,
  offeringRequest,
  refuse,
} from "./offering-request.server.ts";
import { ReadinessRemedy } from "./readiness-remedy.tsx";
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
      mayAsk: mayAskMailboxes(portal, session, key.ars),
      asked: new URL(request.url).searchParams.get("getan") === "bestaetigung",
    },
    { headers: noStore },
  );
}

/** Has a link sent to an address that the municipality has named. */
export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const { session, language, key } = await offeringRequest(request, params["service"], portal);
  const { raw } = await formOf(request);
  const address = raw["address"]?.[0] ?? "";
  const manner = {
    language: staffLanguages.find((one) => one === language) ?? "de",
    origin: originOf(request, portal),
  };
  const asked = await askMailbox(portal, session, { key, address }, manner);
  switch (asked.kind) {
    case "unknown":
      return refuse(asked.kind);
    case "sent":
      return done(key, "bereit", "bestaetigung");
    case "noServer":
      return data({ minutes: undefined }, { status: 409, headers: noStore });
    case "limited": {
      const { retryAfter } = asked;
      const headers = { ...noStore, "Retry-After": String(retryAfter) };
      return data({ minutes: Math.ceil(retryAfter / 60) }, { status: 429, headers });
    }
  }
}

const looks = { green: "success", amber: "warning", red: "danger" } as const;

/** Whether an offering may go online, and what to do where not. */
export default function ReadinessPage() {
  const { t } = useTranslation("readiness");
  const { above, back, at, light, checks, pdf, mayAsk, asked } = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  return (
    <>
      <BackLink href={back}>{t("back")}</BackLink>
      <PageHeading above={above} title={t("title")} lead={t("lead", { at })} />
      <div className="stack">
        {answer ? (
          <Alert kind="danger" titleAs="p" live title={t("ask.refused")}>
            <p>
              {answer.minutes === undefined
                ? t("check.mail.none")
                : t("ask.limited", { count: answer.minutes })}
            </p>
          </Alert>
        ) : (
          asked && (
            <Alert kind="success" titleAs="p" live title={t("ask.sent")}>
              <p>{t("ask.next")}</p>
            </Alert>
          )
        )}
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
          rows={checks.map((check, index) => ({
            key: String(index),
            cells: [
              check.name,
              <Badge key="state" kind={looks[check.light]}>
                {check.state}
              </Badge>,
              check.found,
              <ReadinessRemedy key="remedy" check={check} mayAsk={mayAsk} />,
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
