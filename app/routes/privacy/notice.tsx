import type { LoaderFunctionArgs } from "@remix-run/node";
import { describePrivacy } from "#app/apply/describe-privacy.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { noticePaper } from "#app/domain/privacy/notice-paper.ts";
import { formatDay } from "#app/i18n/format.ts";
import { Breadcrumb } from "#app/ui/breadcrumb.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import { municipalityFrame } from "../citizen/addresses.ts";
import type { Frame, RouteHandle } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { notFound } from "../responses.server.ts";
import { textsFor } from "../texts-for.server.ts";
import { showText } from "#app/domain/shown-page.ts";
import { PaperSections } from "./paper-sections.tsx";
import { noticeWording } from "./words.server.ts";

export const handle: RouteHandle = { texts: ["portal", "notice"] };

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { language } = textsFor(request);
  const { municipality: slug = "", service = "" } = params;
  const found = await describePrivacy(portal, slug, service);
  if (found.kind === "unknownMunicipality") throw notFound({ reason: "municipality" });
  if (found.kind === "notOffered") {
    const { municipality } = found;
    const place = { slug: municipality.slug, name: shortName(municipality) };
    throw notFound({ reason: "notOffered", municipality: place });
  }
  const { facts, offering } = found;
  const { title, about, sections } = noticePaper(facts, offering, noticeWording(language));
  const municipality = municipalityFrame(found.municipality);
  const name = showText(offering.name, language);
  const frame: Frame = { title: `${title}: ${name.text}`, municipality };
  return {
    frame,
    municipality,
    service: { name, href: `${municipality.href}/${offering.id}` },
    title,
    about,
    day: formatDay(facts.day, language),
    // What is open is for the town hall.
    sections: sections.map((section) => ({
      ...section,
      rows: section.rows.map(({ open: _open, ...row }) => row),
    })),
  };
}

export default function NoticePage() {
  const { t } = useTexts(["notice", "portal"]);
  const { municipality, service, title, about, day, sections } = useLoaded<typeof loader>();
  return (
    <>
      <Breadcrumb
        items={[
          { label: t("portal:shell.start"), href: "/" },
          { label: municipality.name, href: municipality.href },
          { label: service.name.text, lang: service.name.lang, href: service.href },
          { label: title },
        ]}
      />
      <PageHeading above={municipality.name} title={title} lead={about} />
      <div className="stack">
        <PaperSections sections={sections} missing={t("missing")} />
        <p>
          {t("portal")}{" "}
          <a className="plain-link" href="/datenschutz">
            {t("portal:service.privacyMore")}
          </a>
        </p>
        <p className="list-note">{t("asOf", { day })}</p>
        <p className="list-note no-print">{t("print")}</p>
        <p className="no-print">
          <a className="plain-link" href={service.href}>
            {t("back")}
          </a>
        </p>
      </div>
    </>
  );
}
