import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { findPlace } from "#app/administration/find-place.server.ts";
import { invite } from "#app/administration/invite.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { grantableRoles, townRoles } from "#app/identity/permissions.ts";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { InvitationLink } from "./invitation-link.tsx";
import { invitationManner } from "./invitation-manner.server.ts";
import { InviteForm } from "./invite-form.tsx";
import { NoEntry } from "./no-entry.tsx";
import { PeopleNotice } from "./people-notice.tsx";
import { askedPlace, withoutPlace } from "./place-page.server.ts";
import { staffFrame } from "./staff-frame.server.ts";
import { requireStaff } from "./staff-session.server.ts";

export { staffHeaders as headers } from "./staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "administration", "people"],
  scripts: "atOnce",
};

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const place = await findPlace(portal, session, "staff.change", askedPlace(request));
  if (place.kind !== "place") return withoutPlace(place.kind, session, language);
  const { municipality } = place;
  const { ars } = municipality;
  const t = serverI18n(language).getFixedT(language, "people");
  const name = shortName(municipality);
  return data(
    {
      kind: "invite" as const,
      frame: staffFrame(session, language, {
        title: t("invite.title"),
        area: "catalogue",
        municipality: { name, href: `/${municipality.slug}` },
      }),
      place: { ars, name },
      grantable: grantableRoles(session, ars),
      mails: portal.mailer !== undefined,
    },
    { headers: noStore },
  );
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const session = await requireStaff(request, portal);
  const ars = askedPlace(request);
  const { raw } = await formOf(request);
  if (ars === undefined) throw notFound();
  const chosen = raw["roles"] ?? [];
  const typed = {
    email: raw["email"]?.[0] ?? "",
    name: raw["name"]?.[0] ?? "",
    roles: townRoles.filter((role) => chosen.includes(role)),
  };
  const outcome = await invite(portal, session, ars, typed, invitationManner(request, portal));
  switch (outcome.kind) {
    case "unknown":
      throw notFound();
    case "refused":
      return data({ ...outcome, typed }, { status: 422, headers: noStore });
    case "limited": {
      const { retryAfter } = outcome;
      const headers = { ...noStore, "Retry-After": String(retryAfter) };
      const minutes = Math.ceil(retryAfter / 60);
      return data({ kind: "limited" as const, minutes, typed }, { status: 429, headers });
    }
    case "link":
      return data(outcome, { headers: noStore });
    case "mailed": {
      const query = new URLSearchParams({ gemeinde: ars, erledigt: "mailed" });
      const target = `/verwaltung/personen?${query.toString()}`;
      return redirect(target, { status: 303, headers: noStore });
    }
  }
}

export default function InvitePage() {
  const { t } = useTranslation("people");
  const loaded = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  if (loaded.kind === "forbidden") return <NoEntry />;
  const { place, grantable, mails } = loaded;
  if (answer?.kind === "link") return <InvitationLink {...answer} ars={place.ars} />;
  return (
    <>
      <BackLink href={`/verwaltung/personen?gemeinde=${place.ars}`}>{t("invite.back")}</BackLink>
      <PageHeading
        above={place.name}
        title={t("invite.title")}
        lead={mails ? t("invite.lead") : t("invite.leadNoMail")}
      />
      <div className="stack">
        {answer?.kind === "limited" && <PeopleNotice done={null} answer={answer} />}
        <InviteForm
          ars={place.ars}
          grantable={grantable}
          typed={answer?.typed}
          problems={answer?.kind === "refused" ? answer.problems : []}
        />
      </div>
    </>
  );
}
