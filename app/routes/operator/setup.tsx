import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { loadSetupPage, uploadSetup } from "#app/administration/municipality-setup.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { can } from "#app/identity/permissions.ts";
import { sha256 } from "#app/platform/crypto.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { FileInput } from "#app/ui/controls/file-input.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { arsOf } from "../forwarding/query.ts";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { staffFrame } from "../staff/staff-frame.server.ts";
import { requireStaff } from "../staff/staff-session.server.ts";
import { SetupReportView } from "./setup-report.tsx";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = { texts: ["portal", "casework", "operator"], scripts: "atOnce" };

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const ars = arsOf(request, session);
  const municipality = ars === undefined ? undefined : await loadSetupPage(portal, session, ars);
  if (!municipality) throw notFound({ reason: "municipality" });
  const t = serverI18n(language).getFixedT(language, "operator");
  const name = shortName(municipality);
  return data(
    {
      frame: staffFrame(session, language, {
        title: t("setup.title"),
        area: "catalogue",
        municipality: { name, href: `/${municipality.slug}` },
      }),
      ars: municipality.ars,
      municipality: name,
      done: new URL(request.url).searchParams.has("uebernommen"),
    },
    { headers: noStore },
  );
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const session = await requireStaff(request, portal);
  const ars = arsOf(request, session);
  const { raw, files } = await formOf(request);
  // Whoever may not take one over learns nothing of what is wrong with it.
  if (ars === undefined || !can(session, "offering.change", ars)) throw notFound();
  const file = files.find(({ name }) => name === "datei");
  // Confirmed is what was reported: where it is small, the text of the file came back with the report.
  const text = raw["inhalt"]?.[0] ?? file?.bytes.toString("utf8") ?? "";
  const wrong = (problems: readonly { readonly path: string; readonly detail: string }[]) =>
    data({ kind: "malformed" as const, problems }, { status: 422, headers: noStore });
  if (text.trim() === "") return wrong([{ path: "", detail: "none" }]);
  const mark = sha256(text);
  // Too large to come back: chosen once more, it has to be the one that was reported.
  const seen = raw["geprueft"]?.[0] ?? mark;
  if (seen !== mark) return wrong([{ path: "", detail: "otherFile" }]);
  const dryRun = raw["intent"]?.[0] !== "apply";
  const withoutUnknown = raw["ohne"]?.[0] === "ja";
  const upload = { ars, text, dryRun, withoutUnknown };
  const outcome = await uploadSetup(portal, session, upload);
  if (outcome.kind === "unknown") throw notFound();
  if (outcome.kind === "malformed") return wrong(outcome.problems);
  const { report, from } = outcome;
  if (!dryRun && report.ok)
    return redirect(`/verwaltung/einrichtung?gemeinde=${ars}&uebernommen=`, {
      status: 303,
      headers: noStore,
    });
  return data(
    {
      kind: "report" as const,
      report,
      from,
      mark,
      text: Buffer.byteLength(text) > largestReturned ? undefined : text,
    },
    { status: report.ok ? 200 : 422, headers: noStore },
  );
}

/** Bytes of a file that comes back within a form (`formLimits`). */
const largestReturned = 90_000;

export default function SetupPage() {
  const { t } = useTranslation("operator");
  const { ars, municipality, done } = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  const problems = answer?.kind === "malformed" ? answer.problems : [];
  const known = ["none", "notJson", "tooLarge", "otherFile"];
  const errors = problems.map(({ path, detail }) => ({
    name: "datei",
    text: known.includes(detail)
      ? t(`setup.${detail}`)
      : t("setup.at", { path, detail: t(`setup.${detail}`, { defaultValue: detail }) }),
  }));
  const href = `/verwaltung/einrichtung?gemeinde=${ars}`;
  return (
    <>
      <BackLink href={`/verwaltung?gemeinde=${ars}`}>{t("setup.back")}</BackLink>
      <PageHeading above={municipality} title={t("setup.title")} lead={t("setup.lead")} />
      <div className="stack">
        {done && !answer && <Alert kind="success" titleAs="p" live title={t("setup.done")} />}
        {answer?.kind === "report" ? (
          <SetupReportView href={href} {...answer} />
        ) : (
          <>
            {errors.length > 0 && <ErrorSummary heading={t("setup.errors")} errors={errors} />}
            <section>
              <h2 className="section-title">{t("setup.downloadTitle")}</h2>
              <p>{t("setup.downloadText")}</p>
              <LinkButton
                look="secondary"
                download
                href={`/verwaltung/einrichtung.json?gemeinde=${ars}`}
              >
                {t("setup.download")}
              </LinkButton>
            </section>
            <form className="page-form" method="post" encType="multipart/form-data" action={href}>
              <h2 className="section-title">{t("setup.uploadTitle")}</h2>
              <p>{t("setup.uploadText")}</p>
              <FileInput
                name="datei"
                label={t("setup.file")}
                hint={t("setup.fileHint")}
                accept=".json,application/json"
                multiple={false}
                error={errors[0]?.text}
              />
              <div className="actions">
                <Button name="intent" value="check">
                  {t("setup.check")}
                </Button>
              </div>
            </form>
          </>
        )}
      </div>
    </>
  );
}
