import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import {
  changeAuthorityContact,
  loadAuthorityContact,
} from "#app/administration/authority-contact.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { AuthorityForm } from "./authority-form.tsx";
import { readArs } from "./catalogue-query.ts";
import { OvertakenAlert, seenIn } from "./overtaken.tsx";
import { staffFrame } from "./staff-frame.server.ts";
import { requireStaff } from "./staff-session.server.ts";

export { staffHeaders as headers } from "./staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "catalogue"],
  scripts: "atOnce",
};

const arsIn = (request: Request) => readArs(new URL(request.url).searchParams.get("gemeinde"));

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const loaded = await loadAuthorityContact(portal, session, arsIn(request));
  if (!loaded) throw notFound({ reason: "municipality" });
  const language = negotiateLanguage(request, staffLanguages);
  const t = serverI18n(language).getFixedT(language, "catalogue");
  const { municipality, contact, seen } = loaded;
  const place = { name: shortName(municipality), href: `/${municipality.slug}` };
  return data(
    {
      frame: staffFrame(session, language, {
        title: t("authority.title"),
        area: "catalogue",
        municipality: place,
      }),
      ars: municipality.ars,
      municipality: place.name,
      contact,
      seen,
      saved: new URL(request.url).searchParams.has("gespeichert"),
    },
    { headers: noStore },
  );
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const session = await requireStaff(request, portal);
  const ars = arsIn(request);
  const { raw } = await formOf(request);
  if (ars === undefined) throw notFound();
  const text = (name: string) => (raw[name]?.[0] ?? "").replaceAll("\r\n", "\n").trim();
  const typed = {
    name: text("name"),
    address: text("address"),
    phone: text("phone"),
    email: text("email"),
    url: text("url"),
    hours: text("hours"),
  };
  const seen = seenIn(raw);
  const changed = await changeAuthorityContact(portal, session, ars, typed, seen);
  if (changed.kind === "unknown") throw notFound();
  if (changed.kind === "refused")
    return data(
      { typed, problems: changed.problems, seen, theirs: undefined },
      { status: 422, headers: noStore },
    );
  if (changed.kind === "overtaken")
    return data(
      { typed, problems: [], seen: changed.seen, theirs: changed.theirs },
      { status: 409, headers: noStore },
    );
  const query = new URLSearchParams({ gemeinde: ars, gespeichert: "" });
  return redirect(`/verwaltung/behoerde?${query.toString()}`, { status: 303, headers: noStore });
}

export default function AuthorityPage() {
  const { t } = useTranslation("catalogue");
  const { ars, municipality, contact, seen, saved } = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  return (
    <>
      <BackLink href={`/verwaltung?gemeinde=${ars}`}>{t("authority.back")}</BackLink>
      <PageHeading above={municipality} title={t("authority.title")} lead={t("authority.lead")} />
      <div className="stack">
        {saved && !answer && <Alert kind="success" titleAs="p" live title={t("authority.saved")} />}
        {answer?.theirs && (
          <OvertakenAlert
            theirs={answer.theirs}
            typed={answer.typed}
            labels={{
              name: t("authority.name"),
              address: t("authority.address"),
              phone: t("authority.phone"),
              email: t("authority.email"),
              url: t("authority.url"),
              hours: t("authority.hours"),
            }}
          />
        )}
        <AuthorityForm
          seen={answer ? answer.seen : seen}
          ars={ars}
          municipality={municipality}
          contact={answer?.typed ?? contact}
          problems={answer?.problems ?? []}
        />
      </div>
    </>
  );
}
