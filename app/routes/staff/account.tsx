import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { shortName } from "#app/domain/municipality.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import {
  changePassword,
  endOtherSessions,
  otherSessions,
} from "#app/identity/own-account.server.ts";
import { placesOf } from "#app/identity/own-municipalities.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { SummaryList } from "#app/ui/summary-list.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore } from "../responses.server.ts";
import { PasswordForm } from "./password-form.tsx";
import { staffFrame } from "./staff-frame.server.ts";
import { requireStaff, staffSession } from "./staff-session.server.ts";

export { staffHeaders as headers } from "./staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "people"],
  scripts: "atOnce",
};

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const { token = "" } = await staffSession(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const t = serverI18n(language).getFixedT(language, "people");
  const places = await placesOf(portal, session);
  const names = new Map(places.map((place) => [place.ars, shortName(place)]));
  return data(
    {
      frame: staffFrame(session, language, { title: t("account.title"), area: "account" }),
      name: session.name,
      login: session.login,
      roles: session.roles.map(({ role, ars }) => ({
        role,
        municipality: ars === null ? undefined : names.get(ars),
      })),
      others: await otherSessions(portal, { actor: session, token }),
      done: new URL(request.url).searchParams.get("erledigt"),
    },
    { headers: noStore },
  );
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const session = await requireStaff(request, portal);
  const { token = "" } = await staffSession(request, portal);
  const { raw } = await formOf(request);
  const own = { actor: session, token };
  const done = (what: string) =>
    redirect(`/konto?erledigt=${what}`, { status: 303, headers: noStore });
  if (raw["intent"]?.[0] === "endOthers") {
    await endOtherSessions(portal, own);
    return done("ended");
  }
  const text = (name: string) => raw[name]?.[0] ?? "";
  const outcome = await changePassword(portal, own, {
    current: text("current"),
    password: text("password"),
    repeated: text("repeated"),
  });
  if (outcome.kind === "changed") return done("changed");
  if (outcome.kind === "refused")
    return data(
      { problems: outcome.problems, minutes: undefined },
      { status: 422, headers: noStore },
    );
  const { retryAfter } = outcome;
  return data(
    { problems: [], minutes: Math.ceil(retryAfter / 60) },
    { status: 429, headers: { ...noStore, "Retry-After": String(retryAfter) } },
  );
}

export default function AccountPage() {
  const { t } = useTranslation("people");
  const { name, login, roles, others, done } = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  const words = roles.map(({ role, municipality }) =>
    municipality === undefined
      ? t(`roles.${role}`)
      : t("account.roleIn", { role: t(`roles.${role}`), municipality }),
  );
  const told = answer ? undefined : (["changed", "ended"] as const).find((one) => one === done);
  return (
    <>
      <PageHeading title={t("account.title")} />
      <div className="stack">
        {told && <Alert kind="success" titleAs="p" live title={t(`account.${told}`)} />}
        <SummaryList
          rows={[
            { key: "name", label: t("account.name"), values: [name] },
            { key: "login", label: t("account.login"), values: [login] },
            {
              key: "roles",
              label: t("account.roles"),
              values: words.length === 0 ? [t("account.noRoles")] : words,
            },
          ]}
        />
        <PasswordForm problems={answer?.problems ?? []} minutes={answer?.minutes} login={login} />
        <form className="page-form" method="post" action="/konto">
          <h2 className="section-title">{t("account.sessions")}</h2>
          <p>{t("account.sessionsCount", { count: others })}</p>
          {others > 0 && (
            <div className="page-form__actions">
              <Button look="secondary" name="intent" value="endOthers">
                {t("account.end")}
              </Button>
            </div>
          )}
        </form>
      </div>
    </>
  );
}
