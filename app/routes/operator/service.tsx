import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { pickText } from "#app/domain/text.ts";
import { formatShortDateTime } from "#app/i18n/format.ts";
import { previewSwitch } from "#app/operations/switch/preview-switch.server.ts";
import { loadSwitches, loadVersions, planSwitch } from "#app/operations/switch/switches.server.ts";
import { BackLink } from "#app/ui/back-link.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Table } from "#app/ui/table.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { midnightOf } from "./days.server.ts";
import { operatorPage } from "./operator-page.server.ts";
import { PlanForm } from "./plan-form.tsx";
import { mostListed, PreviewView } from "./preview-view.tsx";
import { SwitchesTable } from "./switches-table.tsx";
import { useLanguage } from "./use-language.ts";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "operator", "offering"],
  scripts: "atOnce",
};

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { language, t, frame } = await operatorPage(request, portal);
  const serviceId = params["service"] ?? "";
  const versions = await loadVersions(portal, serviceId);
  const [newest] = versions;
  if (!newest) throw notFound();
  const asked = new URL(request.url).searchParams.get("fassung");
  const version = versions.find((one) => one.version === asked && !one.isCurrent)?.version;
  const name = pickText((versions.find(({ isCurrent }) => isCurrent) ?? newest).name, language);
  return data(
    {
      frame: frame(
        version === undefined ? name.text : `${t("preview.title", { version })} – ${name.text}`,
      ),
      serviceId,
      name,
      versions: versions.map(({ name: _, ...row }) => row),
      switches: await loadSwitches(portal, serviceId),
      preview:
        version === undefined
          ? undefined
          : await previewSwitch(portal, { serviceId, version }, mostListed),
    },
    { headers: noStore },
  );
}

export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const { session } = await operatorPage(request, portal);
  const { raw } = await formOf(request);
  const [version = ""] = raw["fassung"] ?? [];
  const [when = "now"] = raw["wann"] ?? [];
  const [date = ""] = raw["datum"] ?? [];
  const at = when === "later" ? midnightOf(date, portal.clock()) : undefined;
  const again = (problem: "badDate" | "busy" | "alreadyCurrent") =>
    data({ problem, when, date }, { status: 422, headers: noStore });
  if (when === "later" && !at) return again("badDate");
  const serviceId = params["service"] ?? "";
  const planned = await planSwitch(portal, { serviceId, version, at }, session.accountId);
  switch (planned.kind) {
    case "planned":
      return redirect(`/verwaltung/betrieb/umstellungen/${planned.id}`, {
        status: 303,
        headers: noStore,
      });
    case "busy":
    case "alreadyCurrent":
      return again(planned.kind);
    default:
      throw notFound();
  }
}

export default function ServicePage() {
  const { t, i18n } = useTranslation("operator");
  const language = useLanguage();
  const { serviceId, name, versions, switches, preview } = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  const href = `/verwaltung/betrieb/leistungen/${serviceId}`;
  return (
    <>
      <BackLink href="/verwaltung/betrieb">{t("service.back")}</BackLink>
      <PageHeading
        title={name.text}
        lang={name.language === i18n.language ? undefined : name.language}
      />
      <div className="stack">
        {preview && (
          <section className="stack">
            <h2 className="section-title">{t("preview.title", { version: preview.to })}</h2>
            <PreviewView preview={preview} />
            <PlanForm
              action={`${href}?fassung=${preview.to}`}
              version={preview.to}
              answer={answer}
            />
          </section>
        )}
        <section>
          <h2 className="section-title">{t("service.versions")}</h2>
          <Table
            caption={t("service.versions")}
            captionHidden
            columns={[
              { label: t("service.version") },
              { label: t("service.state") },
              { label: t("service.imported") },
              { label: t("service.towns"), numeric: true },
            ]}
            rows={versions.map(({ version, isCurrent, importedAt, towns }) => ({
              key: version,
              cells: [
                version,
                isCurrent ? (
                  <Badge kind="success">{t("service.current")}</Badge>
                ) : (
                  <a key="look" href={`${href}?fassung=${version}`}>
                    {t("service.look")}
                    <span className="visually-hidden"> {t("service.lookAt", { version })}</span>
                  </a>
                ),
                formatShortDateTime(importedAt, language),
                String(towns),
              ],
            }))}
          />
        </section>
        <p>
          <a
            className="plain-link"
            href={`/verwaltung/betrieb/einfuehrungen/neu?leistung=${serviceId}`}
          >
            {t("service.rollOut")}
          </a>
        </p>
        {switches.length > 0 && (
          <section>
            <h2 className="section-title">{t("service.switches")}</h2>
            <SwitchesTable switches={switches} />
          </section>
        )}
      </div>
    </>
  );
}
