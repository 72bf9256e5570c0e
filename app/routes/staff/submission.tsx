import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { changeStatus } from "#app/casework/change-status.server.ts";
import { openSubmission } from "#app/casework/open-submission.server.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { RouteHandle } from "../frame.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { staffFrame } from "./staff-frame.server.ts";
import { requireStaff } from "./staff-session.server.ts";
import { viewOf } from "./submission-view.server.ts";
import { SubmissionView } from "./submission-view.tsx";

export { staffHeaders as headers } from "./staff-headers.ts";
export const handle: RouteHandle = { texts: ["portal", "casework", "forms"], scripts: "atOnce" };

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const t = serverI18n(language).getFixedT(language, "casework");
  const opened = await openSubmission(portal, session, params["id"] ?? "");
  if (!opened) {
    const frame = staffFrame(session, language, { title: t("submission.notFound"), area: "inbox" });
    return data({ frame, kind: "notFound" as const }, { status: 404, headers: noStore });
  }
  const view = viewOf(opened, language);
  const frame = staffFrame(session, language, {
    title: t("submission.documentTitle", { service: view.service, reference: view.reference }),
    area: "inbox",
    ...(view.municipality && { municipality: view.municipality }),
  });
  const changed = new URL(request.url).searchParams.has("geaendert");
  return data({ frame, kind: "submission" as const, view, changed }, { headers: noStore });
}

export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const session = await requireStaff(request, portal);
  const { raw } = await formOf(request);
  const id = params["id"] ?? "";
  const [from] = raw["from"] ?? [];
  const [to] = raw["status"] ?? [];
  const [note = ""] = raw["note"] ?? [];
  const { kind } = await changeStatus(portal, session, id, { from, to, note });
  switch (kind) {
    case "changed":
      return redirect(`/eingang/${id}?geaendert`, { status: 303, headers: noStore });
    case "unknown":
      throw notFound();
    case "refused":
    case "noteTooLong":
      return data({ problem: kind, to, note }, { status: 422, headers: noStore });
    case "stale":
      return data({ problem: kind, to, note }, { status: 409, headers: noStore });
  }
}

export default function SubmissionPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("casework");
  if (page.kind === "notFound") {
    return (
      <>
        <BackLink href="/eingang">{t("submission.back")}</BackLink>
        <PageHeading title={t("submission.notFound")} lead={t("submission.notFoundHint")} />
      </>
    );
  }
  return (
    <SubmissionView
      view={page.view}
      changed={page.changed && !answer}
      problem={answer?.problem}
      typed={answer}
    />
  );
}
