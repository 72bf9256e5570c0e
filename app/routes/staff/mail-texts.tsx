import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import {
  changeMailText,
  loadMailText,
  previewMailText,
  type MailTextName,
} from "#app/administration/mail-texts.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { mailTextsOf, serverI18n } from "#app/i18n/texts.server.ts";
import { isMailKind, mailKinds } from "#app/notification/mail-kinds.ts";
import { checkMailText } from "#app/notification/fill-text.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { MailTextChoice, MailTextForm } from "./mail-text-form.tsx";
import { OvertakenAlert, seenIn } from "./overtaken.tsx";
import { staffFrame } from "./staff-frame.server.ts";
import { requireStaff } from "./staff-session.server.ts";

export { staffHeaders as headers } from "./staff-headers.ts";
export const handle: RouteHandle = { texts: ["portal", "casework", "mail"], scripts: "atOnce" };

/** Which text the address names. */
function nameIn(request: Request): MailTextName {
  const query = new URL(request.url).searchParams;
  const kind = query.get("art") ?? "filed";
  const asked = query.get("textsprache") ?? "de";
  const language = staffLanguages.find((one) => one === asked);
  const ars = query.get("gemeinde") ?? undefined;
  if (!isMailKind(kind) || language === undefined) throw notFound();
  return { ars, kind, language };
}

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const name = nameIn(request);
  const loaded = await loadMailText(portal, session, name);
  if (loaded.kind === "unknown") throw notFound({ reason: "municipality" });
  const own = negotiateLanguage(request, staffLanguages);
  const t = serverI18n(own).getFixedT(own, "mail");
  const { municipality, text, seen } = loaded;
  const place = { name: shortName(municipality), href: `/${municipality.slug}` };
  return data(
    {
      frame: staffFrame(session, own, {
        title: t("edit.title"),
        area: "catalogue",
        municipality: place,
      }),
      ...name,
      ars: municipality.ars,
      municipality: place.name,
      placeholders: mailKinds[name.kind],
      text,
      seen,
      preview: previewMailText(
        municipality,
        text,
        name.language,
        mailTextsOf(name.language).sample,
      ),
      sends: portal.mailer !== undefined,
      saved: new URL(request.url).searchParams.has("gespeichert"),
    },
    { headers: noStore },
  );
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const session = await requireStaff(request, portal);
  const name = nameIn(request);
  const { raw } = await formOf(request);
  const typed = { subject: raw["subject"]?.[0] ?? "", body: raw["body"]?.[0] ?? "" };
  const intent = raw["intent"]?.[0];
  const seen = seenIn(raw);
  const loaded = await loadMailText(portal, session, name);
  if (loaded.kind === "unknown") throw notFound();
  if (intent === "preview") {
    const sample = mailTextsOf(name.language).sample;
    const preview = previewMailText(loaded.municipality, typed, name.language, sample);
    return data(
      { typed, preview, problems: checkMailText(name.kind, typed), seen, theirs: undefined },
      { headers: noStore },
    );
  }
  const text = intent === "reset" ? undefined : typed;
  const changed = await changeMailText(portal, session, name, text, seen);
  if (changed.kind === "unknown") throw notFound();
  if (changed.kind === "refused")
    return data(
      { typed, preview: undefined, problems: changed.problems, seen, theirs: undefined },
      { status: 422, headers: noStore },
    );
  if (changed.kind === "overtaken")
    return data(
      { typed, preview: undefined, problems: [], seen: changed.seen, theirs: changed.theirs },
      { status: 409, headers: noStore },
    );
  const query = new URL(request.url).searchParams;
  query.set("gespeichert", "");
  return redirect(`/verwaltung/mails?${query.toString()}`, { status: 303, headers: noStore });
}

export default function MailTextsPage() {
  const { t } = useTranslation("mail");
  const loaded = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  const preview = answer ? answer.preview : loaded.preview;
  return (
    <>
      <BackLink href={`/verwaltung?gemeinde=${loaded.ars}`}>{t("edit.back")}</BackLink>
      <PageHeading above={loaded.municipality} title={t("edit.title")} lead={t("edit.lead")} />
      <div className="stack">
        {!loaded.sends && <Alert kind="warning" titleAs="p" title={t("edit.noServer")} />}
        {loaded.saved && !answer && (
          <Alert kind="success" titleAs="p" live title={t("edit.saved")} />
        )}
        <MailTextChoice {...loaded} />
        {answer?.theirs && (
          <OvertakenAlert
            theirs={answer.theirs}
            typed={answer.typed}
            labels={{ subject: t("edit.subject"), body: t("edit.body") }}
          />
        )}
        <MailTextForm
          {...loaded}
          typed={answer?.typed}
          problems={answer?.problems ?? []}
          seen={answer ? answer.seen : loaded.seen}
        />
        {preview && (
          <section>
            <h2 className="section-title">{t("edit.preview")}</h2>
            <div className="mail-preview" lang={loaded.language}>
              <p className="mail-preview__subject">{preview.subject}</p>
              <p className="kept-lines">{preview.text}</p>
            </div>
          </section>
        )}
      </div>
    </>
  );
}
