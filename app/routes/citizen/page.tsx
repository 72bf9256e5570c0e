import {
  data,
  redirect,
  redirectDocument,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import {
  useLocation,
  type ClientActionFunctionArgs,
  type ShouldRevalidateFunction,
} from "@remix-run/react";
import { useState } from "react";
import { countView } from "#app/apply/count-figures.server.ts";
import { loadPage } from "#app/apply/load-page.server.ts";
import { savePage } from "#app/apply/save-page.server.ts";
import { isDatabaseAway } from "#app/http/database-away.server.ts";
import { TroublePage } from "../error-page.tsx";
import type { RouteHandle } from "../frame.ts";
import { LimitPage } from "../limit-page.tsx";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore } from "../responses.server.ts";
import { heldUp } from "../sender.server.ts";
import { textsFor } from "../texts-for.server.ts";
import { serviceUrl } from "./addresses.ts";
import { ticketHeaders, visitOf } from "./draft-cookie.server.ts";
import { ItemsPage } from "./items-page.tsx";
import { noPage } from "./journey-responses.server.ts";
import { notSavedBecause } from "./not-saved.ts";
import { addressOf, nextUrl, notSaved, postOf } from "./page-post.server.ts";
import { pageView } from "./page-view.server.ts";
import { QuestionsPage } from "./questions-page.tsx";
import { ResendPage } from "./resend-page.tsx";

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { t, language } = textsFor(request);
  const visit = await visitOf(request, params);
  try {
    const outcome = await loadPage(portal, visit, addressOf(params), language);
    if (outcome.kind === "page") {
      countView(portal, outcome.open, outcome.step.placed.page.id, { language });
      return pageView(request, visit, outcome);
    }
    throw await noPage(portal, outcome, request, visit);
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    portal.log.error("database.away", { error });
    // Not left to the error page: after a post this page still holds what was typed.
    const frame = { title: t("error.unavailable.title") };
    return data({ kind: "away", frame } as const, { status: 503 });
  }
}

export async function action({
  request,
  params,
  context: { portal, clientAddress },
}: ActionFunctionArgs) {
  const { language } = textsFor(request);
  const visit = await visitOf(request, params);
  const form = await formOf(request);
  const post = postOf(form, request, addressOf(params), clientAddress);
  try {
    const outcome = await savePage(portal, visit, post);
    if (outcome.kind === "saved") {
      const headers = await ticketHeaders(request, visit, outcome.ticket);
      return redirect(nextUrl(request, visit, post, outcome), { status: 303, headers });
    }
    if (outcome.kind === "later") {
      const headers = await ticketHeaders(request, visit, outcome.ticket);
      return redirectDocument(`${serviceUrl(visit)}/entwurf`, { status: 303, headers });
    }
    if (outcome.kind === "heldUp") return heldUp(outcome, form);
    if (outcome.kind !== "again") throw await noPage(portal, outcome, request, visit);
    const { ticket = visit.ticket } = outcome;
    const loaded = await loadPage(portal, { ...visit, ticket }, post.address, language);
    if (loaded.kind !== "page") throw await noPage(portal, loaded, request, visit);
    const headers = await ticketHeaders(request, visit, outcome.ticket);
    const status = outcome.errors.length > 0 ? 422 : 200;
    return data(pageView(request, visit, loaded, outcome), { status, headers });
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    portal.log.error("database.away", { error });
    return data(notSaved(form), { status: 503 });
  }
}

/** Whatever happens on the way to the server: what was typed stays on the screen. */
export async function clientAction({ request, serverAction }: ClientActionFunctionArgs) {
  const sent = request.clone();
  try {
    return await serverAction<typeof action>();
  } catch (thrown) {
    return notSavedBecause(thrown, sent);
  }
}

/** An answer that is no redirect carries the whole page. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  actionResult,
  defaultShouldRevalidate,
}) => actionResult === undefined && defaultShouldRevalidate;

export const headers = () => noStore;

export const handle: RouteHandle = {
  scripts: "atFirstTouch",
  texts: ["portal", "forms", "errors"],
};

export default function Page() {
  const loaded = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { pathname } = useLocation();
  const trouble = answer?.kind === "notSaved" ? answer : undefined;
  const view = useKept(answer?.kind === "page" ? answer : loaded, trouble !== undefined);
  if (answer?.kind === "heldUp") return <LimitPage post={answer} />;
  if (view.kind === "away") return trouble ? <ResendPage post={trouble} /> : <TroublePage />;
  return view.content.kind === "items" ? (
    <ItemsPage view={view} content={view.content} />
  ) : (
    <QuestionsPage key={pathname} view={view} content={view.content} trouble={trouble} />
  );
}

/** The value, or the last one for as long as it is to be kept. */
function useKept<T>(value: T, keep: boolean): T {
  const [kept, setKept] = useState(value);
  if (!keep && kept !== value) setKept(value);
  return keep ? kept : value;
}
