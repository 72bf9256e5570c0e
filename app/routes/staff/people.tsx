import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { inviteAgain, withdrawInvitation } from "#app/administration/invite.server.ts";
import { loadPeople } from "#app/administration/load-people.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { formatDay } from "#app/i18n/format.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { BackLink } from "#app/ui/back-link.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { invitationManner } from "./invitation-manner.server.ts";
import { OpenInvitations } from "./invitation-list.tsx";
import { InvitationLink } from "./invitation-link.tsx";
import { NoEntry } from "./no-entry.tsx";
import { PeopleList } from "./people-list.tsx";
import { PeopleNotice } from "./people-notice.tsx";
import { askedPlace, withoutPlace } from "./place-page.server.ts";
import { PlaceLinks } from "./place-links.tsx";
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
  const loaded = await loadPeople(portal, session, askedPlace(request));
  if (loaded.kind !== "people") return withoutPlace(loaded.kind, session, language);
  const { municipality, municipalities, people, invitations } = loaded;
  const t = serverI18n(language).getFixedT(language, "people");
  const name = shortName(municipality);
  return data(
    {
      kind: "people" as const,
      frame: staffFrame(session, language, {
        title: t("list.title"),
        area: "catalogue",
        municipality: { name, href: `/${municipality.slug}` },
      }),
      place: { ars: municipality.ars, name },
      places: municipalities.map((own) => ({ ars: own.ars, name: shortName(own) })),
      people: people.map(({ lastSignInOn, ...person }) => ({
        ...person,
        lastSignIn: lastSignInOn === undefined ? undefined : formatDay(lastSignInOn, language),
      })),
      invitations: invitations.map(({ expiresAt, ...invitation }) => ({
        ...invitation,
        until: formatDay(expiresAt, language),
      })),
      done: new URL(request.url).searchParams.get("erledigt"),
    },
    { headers: noStore },
  );
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const session = await requireStaff(request, portal);
  const ars = askedPlace(request);
  const { raw } = await formOf(request);
  const [id] = raw["invitation"] ?? [];
  const [intent] = raw["intent"] ?? [];
  if (ars === undefined || id === undefined) throw notFound();
  const outcome =
    intent === "withdraw"
      ? await withdrawInvitation(portal, session, { ars, id })
      : await inviteAgain(portal, session, { ars, id }, invitationManner(request, portal));
  switch (outcome.kind) {
    case "unknown":
      throw notFound();
    case "link":
      return data(outcome, { headers: noStore });
    case "refused":
      return data(outcome, { status: 422, headers: noStore });
    case "limited": {
      const { retryAfter } = outcome;
      const headers = { ...noStore, "Retry-After": String(retryAfter) };
      const minutes = Math.ceil(retryAfter / 60);
      return data({ kind: "limited" as const, minutes }, { status: 429, headers });
    }
    case "mailed":
    case "withdrawn": {
      const query = new URLSearchParams({ gemeinde: ars, erledigt: outcome.kind });
      const target = `/verwaltung/personen?${query.toString()}`;
      return redirect(target, { status: 303, headers: noStore });
    }
  }
}

export default function PeoplePage() {
  const { t } = useTranslation("people");
  const loaded = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  if (loaded.kind === "forbidden") return <NoEntry />;
  const { place, places, people, invitations, done } = loaded;
  if (answer?.kind === "link") return <InvitationLink {...answer} ars={place.ars} />;
  return (
    <>
      <BackLink href={`/verwaltung?gemeinde=${place.ars}`}>{t("list.back")}</BackLink>
      <PageHeading
        above={place.name}
        title={t("list.title")}
        lead={t("list.lead", { municipality: place.name })}
      />
      <PlaceLinks
        places={places}
        current={place.ars}
        hrefOf={(ars) => `/verwaltung/personen?gemeinde=${ars}`}
      />
      <div className="stack">
        <PeopleNotice done={answer ? null : done} answer={answer} />
        <LinkButton href={`/verwaltung/personen/einladen?gemeinde=${place.ars}`}>
          {t("list.invite")}
        </LinkButton>
        <PeopleList ars={place.ars} people={people} />
        {invitations.length > 0 && <OpenInvitations ars={place.ars} invitations={invitations} />}
      </div>
    </>
  );
}
