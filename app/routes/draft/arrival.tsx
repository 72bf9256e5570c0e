import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { arrive } from "#app/apply/arrive.server.ts";
import type { Visit } from "#app/apply/open-journey.server.ts";
import type { DraftTicket } from "#app/apply/draft.server.ts";
import { showText } from "#app/domain/shown-page.ts";
import { shown } from "#app/forms/shown.tsx";
import { formatDateTime } from "#app/i18n/format.ts";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import { municipalityFrame, serviceUrl } from "../citizen/addresses.ts";
import { trialOf } from "../citizen/trial.ts";
import {
  arrivalHeader,
  arrivingTicket,
  ticketHeaders,
  visitOf,
} from "../citizen/draft-cookie.server.ts";
import { noJourney } from "../citizen/journey-responses.server.ts";
import type { Frame, RouteHandle } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { formOf, noStore } from "../responses.server.ts";
import { textsFor } from "../texts-for.server.ts";

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { t, language } = textsFor(request);
  const visit = await visitOf(request, params);
  const ticket = await arrivingTicket(request, visit);
  if (!ticket) return redirect(serviceUrl(visit), 303);
  const outcome = await arrive(portal, visit, ticket);
  if (outcome.kind === "free") throw await settle(request, visit, ticket, outcome.address);
  if (outcome.kind === "gone") throw await settle(request, visit, "none", "?hinweis=abgelaufen");
  if (outcome.kind !== "taken") throw noJourney(outcome, visit);
  const { journey, municipality } = outcome.open;
  return {
    frame: {
      title: t("draft:arrival.title"),
      municipality: municipalityFrame(municipality),
      ...trialOf(outcome.open, visit),
    } satisfies Frame,
    base: serviceUrl(visit),
    service: showText(journey.offering.service.name, language),
    arriving: formatDateTime(outcome.arrivingChanged, language),
    own: formatDateTime(outcome.ownChanged, language),
  };
}

/** Which of the two drafts goes on in this browser. */
export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const visit = await visitOf(request, params);
  const { raw } = await formOf(request);
  const ticket = await arrivingTicket(request, visit);
  if (!ticket) return redirect(serviceUrl(visit), 303);
  if (raw["intent"]?.at(-1) !== "arriving") return settle(request, visit, "none", "");
  const outcome = await arrive(portal, { ...visit, ticket: undefined }, ticket);
  if (outcome.kind === "free") return settle(request, visit, ticket, outcome.address);
  if (outcome.kind === "gone") return settle(request, visit, "none", "?hinweis=abgelaufen");
  throw outcome.kind === "taken" ? redirect(serviceUrl(visit), 303) : noJourney(outcome, visit);
}

/** Leads to where it goes on: with the draft that was brought along, or without it. */
async function settle(
  request: Request,
  visit: Visit,
  ticket: DraftTicket | "none",
  address: string,
): Promise<Response> {
  const headers = new Headers(ticket === "none" ? {} : await ticketHeaders(request, visit, ticket));
  headers.append("Set-Cookie", await arrivalHeader(request, visit, "none"));
  const between = address === "" || address.startsWith("?") ? "" : "/";
  return redirect(serviceUrl(visit) + between + address, { status: 303, headers });
}

export const headers = () => noStore;

export const handle: RouteHandle = { texts: ["portal", "forms", "errors", "draft"] };

export default function ArrivalPage() {
  const { t } = useTexts("draft");
  const { base, service, arriving, own } = useLoaded<typeof loader>();
  return (
    <>
      <PageHeading title={t("arrival.title")} above={shown(service)} lead={t("arrival.lead")} />
      <form method="post" className="stack">
        <Card title={t("arrival.arriving")}>
          <div className="stack">
            <p>{t("arrival.changed", { date: arriving })}</p>
            <div>
              <Button name="intent" value="arriving">
                {t("arrival.takeArriving")}
              </Button>
            </div>
            <p className="list-note">
              {t("arrival.takeArrivingHint")}{" "}
              <a className="plain-link" href={`${base}/entwurf`}>
                {t("arrival.saveFirst")}
              </a>
            </p>
          </div>
        </Card>
        <Card title={t("arrival.own")}>
          <div className="stack">
            <p>{t("arrival.changed", { date: own })}</p>
            <div>
              <Button look="secondary" name="intent" value="own">
                {t("arrival.keepOwn")}
              </Button>
            </div>
          </div>
        </Card>
      </form>
    </>
  );
}
