import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { shortName } from "#app/domain/municipality.ts";
import { formatDay } from "#app/i18n/format.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { acceptInvitation } from "#app/identity/accept-invitation.server.ts";
import { findInvitation } from "#app/identity/invitation.server.ts";
import { townRoles } from "#app/identity/permissions.ts";
import { sessionCookie } from "#app/identity/session-cookie.server.ts";
import { findSession } from "#app/identity/session.server.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Frame, RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore } from "../responses.server.ts";
import { AcceptForm } from "./accept-form.tsx";
import { homeOf, isSecure, staffSession } from "./staff-session.server.ts";

export { staffHeaders as headers } from "./staff-headers.ts";
export const handle: RouteHandle = { texts: ["portal", "casework", "people"] };

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { session } = await staffSession(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const t = serverI18n(language).getFixedT(language, "people");
  const found = await findInvitation(portal, params["token"] ?? "", session);
  const closed = found.kind === "open" ? closedFor(found.account) : found.kind;
  if (found.kind !== "open" || closed !== undefined) {
    const reason = closed ?? "unknown";
    const frame: Frame = { title: t(`accept.closed.${reason}.title`) };
    const status = reason === "unknown" ? 404 : reason === "inviter" ? 403 : 410;
    return data({ frame, closed: reason }, { status, headers: noStore });
  }
  const { row, municipality, account } = found;
  const name = shortName(municipality);
  const frame: Frame = {
    title: t("accept.title"),
    municipality: { name, href: `/${municipality.slug}` },
  };
  return data(
    {
      frame,
      closed: undefined,
      municipality: name,
      login: row.email,
      name: row.name,
      roles: townRoles.filter((role) => row.roles.includes(role)),
      account: account === "own" || account === "known" ? account : ("none" as const),
      day: formatDay(row.expiresAt, language),
    },
    { headers: noStore },
  );
}

/** Why an invitation that is open leads nowhere for this account. */
function closedFor(account: string): "disabled" | "inviter" | undefined {
  return account === "disabled" || account === "inviter" ? account : undefined;
}

export async function action({
  request,
  params,
  context: { portal, clientAddress: address },
}: ActionFunctionArgs) {
  const { raw } = await formOf(request);
  const { session } = await staffSession(request, portal);
  const text = (name: string) => raw[name]?.[0] ?? "";
  const typed = { name: text("name"), password: text("password"), repeated: text("repeated") };
  const token = params["token"] ?? "";
  const outcome = await acceptInvitation(portal, token, { ...typed, address }, session);
  switch (outcome.kind) {
    case "closed":
      // Whatever has happened to it meanwhile: the page itself says so.
      return redirect(`/einladung/${encodeURIComponent(token)}`, { status: 303, headers: noStore });
    case "limited": {
      const { retryAfter } = outcome;
      const minutes = Math.ceil(retryAfter / 60);
      return data(
        { name: typed.name, minutes, problems: [] },
        { status: 429, headers: { ...noStore, "Retry-After": String(retryAfter) } },
      );
    }
    case "refused":
      return data(
        { name: typed.name, minutes: undefined, problems: outcome.problems },
        { status: 422, headers: noStore },
      );
    case "accepted": {
      const { token: opened } = outcome;
      const now = opened === undefined ? session : await findSession(portal, opened);
      const headers = new Headers(noStore);
      if (opened !== undefined) headers.set("Set-Cookie", sessionCookie(opened, isSecure(request)));
      return redirect(now ? homeOf(now) : "/anmelden", { status: 303, headers });
    }
  }
}

export default function AcceptInvitationPage() {
  const { t } = useTranslation("people");
  const loaded = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  if (loaded.closed !== undefined)
    return (
      <>
        <PageHeading
          title={t(`accept.closed.${loaded.closed}.title`)}
          lead={t(`accept.closed.${loaded.closed}.body`)}
        />
        <LinkButton look="secondary" href="/anmelden">
          {t("accept.toSignIn")}
        </LinkButton>
      </>
    );
  return (
    <>
      <PageHeading
        title={t("accept.title")}
        lead={t("accept.lead", { municipality: loaded.municipality })}
      />
      <AcceptForm
        {...loaded}
        name={answer?.name ?? loaded.name}
        problems={answer?.problems ?? []}
        minutes={answer?.minutes}
      />
    </>
  );
}
