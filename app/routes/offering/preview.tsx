import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import {
  loadPreviews,
  makePreview,
  revokePreview,
} from "#app/administration/preview-links.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { textIn } from "#app/domain/text.ts";
import { formatDateTime, formatShortDateTime } from "#app/i18n/format.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { arsOf } from "../forwarding/query.ts";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { originOf } from "../origin.server.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { staffFrame } from "../staff/staff-frame.server.ts";
import { requireStaff } from "../staff/staff-session.server.ts";
import { MadeLink, MakePreview, PreviewLinks } from "./preview-links.tsx";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = { texts: ["portal", "casework", "window", "forms"] };

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const ars = arsOf(request, session);
  const { service: serviceId = "" } = params;
  const loaded =
    ars === undefined ? undefined : await loadPreviews(portal, session, { ars, serviceId });
  if (!loaded) throw notFound({ reason: "municipality" });
  const { municipality, service, links, worksOn } = loaded;
  const t = serverI18n(language).getFixedT(language, "window");
  const name = shortName(municipality);
  const serviceName = textIn(service.name, language);
  return data(
    {
      frame: staffFrame(session, language, {
        title: t("preview.documentTitle", { service: serviceName }),
        area: "catalogue",
        municipality: { name, href: `/${municipality.slug}` },
      }),
      place: { ars: municipality.ars, service: service.id, href: `/${municipality.slug}` },
      serviceName,
      worksOn,
      links: links.map(({ createdAt, expiresAt, ...link }) => ({
        ...link,
        createdAt: formatShortDateTime(createdAt, language),
        expiresAt: formatShortDateTime(expiresAt, language),
      })),
      revoked: new URL(request.url).searchParams.has("zurueckgezogen"),
    },
    { headers: noStore },
  );
}

export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const ars = arsOf(request, session);
  const { raw } = await formOf(request);
  const { service: serviceId = "" } = params;
  if (ars === undefined) throw notFound();
  const offering = { ars, serviceId };
  const [intent] = raw["intent"] ?? [];
  if (intent === "revoke") {
    const { kind } = await revokePreview(portal, session, offering, raw["link"]?.[0] ?? "");
    if (kind === "unknown") throw notFound();
    const query = new URLSearchParams({ gemeinde: ars, zurueckgezogen: "" });
    const address = `/verwaltung/leistungen/${serviceId}/vorschau?${query.toString()}`;
    return redirect(address, { status: 303, headers: noStore });
  }
  const shows = intent === "open" ? "open" : "published";
  const made = await makePreview(portal, session, offering, shows);
  switch (made.kind) {
    case "unknown":
      throw notFound();
    case "gone":
    case "tooMany":
      return data({ kind: made.kind }, { status: 409, headers: noStore });
    case "made": {
      const href = `${originOf(request, portal)}/vorschau/${made.token}`;
      const until = formatDateTime(made.expiresAt, language);
      return data({ kind: "made" as const, href, until }, { headers: noStore });
    }
  }
}

export default function PreviewPage() {
  const { t } = useTranslation("window");
  const { place, serviceName, worksOn, links, revoked } = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  return (
    <>
      <BackLink href={`/verwaltung/leistungen/${place.service}/angebot?gemeinde=${place.ars}`}>
        {t("preview.back")}
      </BackLink>
      <PageHeading above={serviceName} title={t("preview.title")} lead={t("preview.lead")} />
      <div className="stack">
        {revoked && !answer && (
          <Alert kind="success" titleAs="p" live title={t("preview.revoked")} />
        )}
        {answer?.kind === "made" && <MadeLink href={answer.href} until={answer.until} />}
        {(answer?.kind === "gone" || answer?.kind === "tooMany") && (
          <Alert kind="warning" titleAs="p" live title={t(`preview.${answer.kind}`)} />
        )}
        <MakePreview place={place} worksOn={worksOn} />
        <PreviewLinks place={place} links={links} />
      </div>
    </>
  );
}
