import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { sessionCookie } from "#app/identity/session-cookie.server.ts";
import { findSession } from "#app/identity/session.server.ts";
import { signIn } from "#app/identity/sign-in.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Frame, RouteHandle } from "../frame.ts";
import { formOf, noStore } from "../responses.server.ts";
import { DemoLogins } from "./demo-logins.tsx";
import { KeptPostForm } from "./kept-post-form.tsx";
import { keepPost, keptPost } from "./kept-post.server.ts";
import { localPath } from "./local-path.ts";
import { SignInForm, type SignInProblem } from "./sign-in-form.tsx";
import { homeOf, isSecure, staffSession } from "./staff-session.server.ts";

export { staffHeaders as headers } from "./staff-headers.ts";
export const handle: RouteHandle = { texts: ["portal", "casework"] };

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { session } = await staffSession(request, portal);
  const { searchParams } = new URL(request.url);
  if (session) {
    const target = localPath(searchParams.get("weiter")) ?? homeOf(session);
    return redirect(target, { status: 303, headers: noStore });
  }
  const t = serverI18n(negotiateLanguage(request, staffLanguages)).getFixedT(null, "casework");
  const frame: Frame = { title: t("signIn.title") };
  const reason = searchParams.get("grund");
  return {
    frame,
    notice:
      reason === "abgelaufen"
        ? ("ended" as const)
        : reason === "abgemeldet"
          ? ("signedOut" as const)
          : undefined,
    demo: portal.demo,
  };
}

export async function action({
  request,
  context: { portal, clientAddress: address },
}: ActionFunctionArgs) {
  const { raw } = await formOf(request);
  const wanted = localPath(new URL(request.url).searchParams.get("weiter"));
  // No sign-in form but one of a page whose session has ended, see `requireStaff`.
  if (wanted !== undefined && raw["login"] === undefined)
    return data({ kept: keepPost(portal, raw) }, { status: 403, headers: noStore });
  const [login = ""] = raw["login"] ?? [];
  const [password = ""] = raw["password"] ?? [];
  const [kept] = raw["kept"] ?? [];
  const again = { login, ...(kept !== undefined && { kept }) };
  const result = await signIn(portal, { login, password, address });
  if (result.outcome === "limited") {
    const { retryAfter } = result;
    const problem: SignInProblem = { kind: "limited", minutes: Math.ceil(retryAfter / 60) };
    return data(
      { ...again, problem },
      { status: 429, headers: { ...noStore, "Retry-After": String(retryAfter) } },
    );
  }
  if (result.outcome === "wrong") {
    const problem: SignInProblem = { kind: "wrong" };
    return data({ ...again, problem }, { status: 422, headers: noStore });
  }
  const session = await findSession(portal, result.token);
  const headers = { ...noStore, "Set-Cookie": sessionCookie(result.token, isSecure(request)) };
  const fields = keptPost(portal, kept);
  if (fields && wanted !== undefined)
    return data({ resend: { action: wanted, fields } }, { headers });
  return redirect(wanted ?? (session ? homeOf(session) : "/"), { status: 303, headers });
}

export default function SignIn() {
  const { notice, demo } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("casework");
  if (answer && "resend" in answer)
    return (
      <>
        <PageHeading above={t("nav.area")} title={t("session.keptTitle")} />
        <KeptPostForm {...answer.resend} />
      </>
    );
  const typed = answer && "problem" in answer ? answer : undefined;
  return (
    <div className="stack">
      <PageHeading above={t("nav.area")} title={t("signIn.title")} lead={t("signIn.lead")} />
      {notice === "ended" && !answer && (
        <Alert kind="warning" titleAs="p" title={t("signIn.ended")} />
      )}
      {notice === "signedOut" && !answer && (
        <Alert kind="success" titleAs="p" title={t("signIn.signedOut")} />
      )}
      {answer?.kept !== undefined && !typed && (
        <Alert kind="warning" titleAs="p" live title={t("session.keptEnded")} />
      )}
      <SignInForm login={typed?.login} problem={typed?.problem} kept={answer?.kept} />
      {demo && <DemoLogins demo={demo} />}
      <p>
        {t("signIn.citizen")}{" "}
        <a className="plain-link" href="/">
          {t("signIn.toHome")}
        </a>
      </p>
    </div>
  );
}
