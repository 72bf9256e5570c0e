import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { setAccess, setRoles } from "#app/administration/change-person.server.ts";
import { loadPerson } from "#app/administration/load-people.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { formatDay } from "#app/i18n/format.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { townRoles } from "#app/identity/permissions.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { SummaryList } from "#app/ui/summary-list.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { NoEntry } from "./no-entry.tsx";
import { OvertakenAlert, seenIn } from "./overtaken.tsx";
import { AccessForm, RolesForm } from "./person-forms.tsx";
import { askedPlace, withoutPlace } from "./place-page.server.ts";
import { staffFrame } from "./staff-frame.server.ts";
import { requireStaff } from "./staff-session.server.ts";

export { staffHeaders as headers } from "./staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "administration", "people"],
  scripts: "atOnce",
};

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const loaded = await loadPerson(portal, session, askedPlace(request), params["id"] ?? "");
  if (loaded.kind === "unknown") throw notFound();
  if (loaded.kind !== "person") return withoutPlace(loaded.kind, session, language);
  const { municipality, person, seen, grantable } = loaded;
  const { lastSignInOn, ...shown } = person;
  const name = shortName(municipality);
  return data(
    {
      kind: "person" as const,
      frame: staffFrame(session, language, {
        title: person.name,
        area: "catalogue",
        municipality: { name, href: `/${municipality.slug}` },
      }),
      place: { ars: municipality.ars, name },
      person: {
        ...shown,
        lastSignIn: lastSignInOn === undefined ? undefined : formatDay(lastSignInOn, language),
      },
      seen,
      // What somebody has can be taken, whoever may give it.
      options: townRoles.filter((role) => grantable.includes(role) || person.roles.includes(role)),
    },
    { headers: noStore },
  );
}

export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const session = await requireStaff(request, portal);
  const ars = askedPlace(request);
  const { raw } = await formOf(request);
  if (ars === undefined) throw notFound();
  const name = { ars, accountId: params["id"] ?? "" };
  const [intent] = raw["intent"] ?? [];
  const chosen = raw["roles"] ?? [];
  const roles = townRoles.filter((role) => chosen.includes(role));
  const access = intent === "disable" || intent === "enable";
  const outcome = access
    ? await setAccess(portal, session, name, intent === "enable")
    : await setRoles(portal, session, name, roles, seenIn(raw));
  switch (outcome.kind) {
    case "unknown":
      throw notFound();
    case "refused":
      return data(
        {
          kind: "refused" as const,
          reason: outcome.reason,
          ...(!access && { roles, seen: seenIn(raw) }),
        },
        { status: 422, headers: noStore },
      );
    case "overtaken":
      return data({ ...outcome, roles }, { status: 409, headers: noStore });
    case "changed": {
      const done = access ? `${intent}d` : "changed";
      const query = new URLSearchParams({ gemeinde: ars, erledigt: done });
      const target = `/verwaltung/personen?${query.toString()}`;
      return redirect(target, { status: 303, headers: noStore });
    }
  }
}

export default function PersonPage() {
  const { t } = useTranslation("people");
  const loaded = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  if (loaded.kind === "forbidden") return <NoEntry />;
  const { place, person, seen, options } = loaded;
  const inWords = (roles: readonly string[]) =>
    townRoles
      .filter((role) => roles.includes(role))
      .map((role) => t(`roles.${role}`))
      .join(", ");
  const rows = [
    { key: "login", label: t("person.login"), values: [person.login] },
    {
      key: "lastSignIn",
      label: t("person.lastSignIn"),
      values: [person.lastSignIn ?? t("list.never")],
    },
    {
      key: "state",
      label: t("person.state"),
      values: [person.disabled ? t("list.disabled") : t("person.active")],
    },
  ];
  return (
    <>
      <BackLink href={`/verwaltung/personen?gemeinde=${place.ars}`}>{t("person.back")}</BackLink>
      <PageHeading above={place.name} title={person.name} />
      <div className="stack">
        {answer?.kind === "overtaken" && (
          <OvertakenAlert
            theirs={{ roles: inWords(answer.theirs["roles"]?.split(" ") ?? []) }}
            typed={{ roles: inWords(answer.roles) }}
            labels={{ roles: t("person.roles") }}
          />
        )}
        {answer?.kind === "refused" && (
          <Alert kind="danger" titleAs="p" live title={t(`person.refused.${answer.reason}`)} />
        )}
        <SummaryList rows={rows} />
        {person.self ? (
          <Alert kind="info" title={t("person.selfTitle")}>
            <p>{t("person.selfHint")}</p>
            <p>
              <a className="plain-link" href="/konto">
                {t("person.account")}
              </a>
            </p>
          </Alert>
        ) : (
          <>
            <RolesForm
              ars={place.ars}
              id={person.id}
              options={options}
              seen={answer?.roles ? answer.seen : seen}
              roles={answer?.roles ?? person.roles}
            />
            <AccessForm ars={place.ars} {...person} />
          </>
        )}
      </div>
    </>
  );
}
