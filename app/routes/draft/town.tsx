import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { changeTown, chooseByStreet, loadTown, stayInTown } from "#app/apply/change-town.server.ts";
import type { Visit } from "#app/apply/open-journey.server.ts";
import type { Portal } from "#app/catalogue/portal.server.ts";
import { shown } from "#app/forms/shown.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { Button } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import { serviceUrl } from "../citizen/addresses.ts";
import { arrivalHeader, ticketHeaders, visitOf } from "../citizen/draft-cookie.server.ts";
import { noJourney } from "../citizen/journey-responses.server.ts";
import { StreetQuestion } from "../citizen/street-question.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore } from "../responses.server.ts";
import { TownChoice } from "./town-choice.tsx";
import { TownDifferences } from "./town-differences.tsx";
import { chosenTown, townView } from "./town-view.server.ts";

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const visit = await visitOf(request, params);
  const outcome = await loadTown(portal, visit, chosenTown(request));
  if (outcome.kind === "rightTown") return redirect(`${serviceUrl(visit)}/${outcome.address}`, 303);
  if (outcome.kind !== "wrongTown") throw noJourney(outcome, visit);
  return townView(request, visit, outcome);
}

export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const visit = await visitOf(request, params);
  const { raw } = await formOf(request);
  const street = raw["strasse"]?.[0];
  if (street !== undefined) return byStreet(portal, visit, street.trim().slice(0, 150));
  const slug = raw["town"]?.[0];
  if (slug === undefined) {
    const outcome = await stayInTown(portal, visit);
    if (outcome.kind !== "rightTown") throw noJourney(outcome, visit);
    return redirect(`${serviceUrl(visit)}/${outcome.address}`, 303);
  }
  const outcome = await changeTown(portal, visit, slug);
  if (outcome.kind === "again") return redirect(`${serviceUrl(visit)}/entwurf/ort`, 303);
  if (outcome.kind !== "moved") throw noJourney(outcome, visit);
  const { ticket, ...place } = outcome;
  const headers = new Headers(await ticketHeaders(request, visit, "none"));
  headers.append("Set-Cookie", await arrivalHeader(request, place, ticket));
  return redirect(`${serviceUrl(place)}/weiter`, { status: 303, headers });
}

/** Answers with the municipality to which the street belongs, or with the question once more. */
async function byStreet(portal: Portal, visit: Visit, street: string) {
  const outcome = await chooseByStreet(portal, visit, street);
  switch (outcome.kind) {
    case "rightTown":
      return redirect(`${serviceUrl(visit)}/${outcome.address}`, 303);
    case "chosen":
      return redirect(`${serviceUrl(visit)}/entwurf/ort?nach=${outcome.slug}`, 303);
    case "unknownStreet":
      return data({ street }, { status: 422, headers: noStore });
    default:
      throw noJourney(outcome, visit);
  }
}

export const headers = () => noStore;

export const handle: RouteHandle = { texts: ["portal", "forms", "errors", "draft", "finder"] };

export default function TownPage() {
  const { t } = useTexts("draft");
  const { base, page, service, here, place, towns, target, asksForStreet } =
    useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  const [only] = towns;
  const name = only?.name ?? "";
  return (
    <>
      <BackLink href={`${base}/${page}`}>{t("town.back")}</BackLink>
      <PageHeading
        title={t("town.title")}
        above={shown(service)}
        lead={t(towns.length === 1 ? "town.lead" : "town.leadMany", { place, here, name })}
      />
      <div className="stack">
        {asksForStreet && !target && (
          <StreetQuestion action={`${base}/entwurf/ort`} unknown={answer?.street} />
        )}
        {towns.length > 1 && <TownChoice base={base} towns={towns} chosen={target?.slug} />}
        {target && <TownDifferences target={target} />}
        {!target && towns.length === 1 && <p>{t("town.notOffered", { name })}</p>}
        <form method="post" className="actions">
          {target && (
            <Button name="town" value={target.slug}>
              {t("town.move", { name: target.name })}
            </Button>
          )}
          <Button look="secondary" name="intent" value="stay">
            {t("town.stay", { here })}
          </Button>
        </form>
        <p className="list-note">{t("town.stayHint", { here })}</p>
      </div>
    </>
  );
}
