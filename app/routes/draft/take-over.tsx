import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { bringAnswers, loadProposals, takeOver } from "#app/apply/take-over.server.ts";
import { shown } from "#app/forms/shown.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import { serviceUrl } from "../citizen/addresses.ts";
import { ticketHeaders, visitOf } from "../citizen/draft-cookie.server.ts";
import { noJourney } from "../citizen/journey-responses.server.ts";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore } from "../responses.server.ts";
import { BringForm } from "./bring-form.tsx";
import { passphraseIn } from "./passphrase.ts";
import { Proposals } from "./proposals.tsx";
import { takeOverView } from "./take-over-view.server.ts";

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const visit = await visitOf(request, params);
  const outcome = await loadProposals(portal, visit);
  if (outcome.kind !== "none" && outcome.kind !== "proposed") throw noJourney(outcome, visit);
  return takeOverView(request, visit, outcome);
}

export async function action({
  request,
  params,
  context: { portal, clientAddress: address },
}: ActionFunctionArgs) {
  const visit = await visitOf(request, params);
  const { raw, files } = await formOf(request);
  if (raw["intent"]?.at(-1) !== "bring") {
    const outcome = await takeOver(portal, visit, new Set(raw["answer"] ?? []));
    if (outcome.kind !== "taken") throw noJourney(outcome, visit);
    const headers = await ticketHeaders(request, visit, outcome.ticket);
    return redirect(`${serviceUrl(visit)}?hinweis=uebernommen`, { status: 303, headers });
  }
  const bytes = files.find(({ name }) => name === "file")?.bytes ?? new Uint8Array();
  const passphrase = passphraseIn(raw);
  const outcome = await bringAnswers(portal, visit, { bytes, passphrase, address });
  switch (outcome.kind) {
    case "brought": {
      const headers = await ticketHeaders(request, visit, outcome.ticket);
      return redirect(`${serviceUrl(visit)}/entwurf/uebernehmen`, { status: 303, headers });
    }
    case "unknownMunicipality":
    case "notOffered":
    case "filed":
    case "shut":
      throw noJourney(outcome, visit);
    default:
      return data({ problem: outcome }, { status: outcome.kind === "limited" ? 429 : 422 });
  }
}

export const headers = () => noStore;

export const handle: RouteHandle = { texts: ["portal", "forms", "errors", "draft"] };

export default function TakeOverPage() {
  const { t } = useTexts("draft");
  const { base, service, from, proposals } = useLoaded<typeof loader>();
  const problem = useAnswer<typeof action>()?.problem;
  return (
    <>
      <BackLink href={base}>{t("backToForm")}</BackLink>
      <PageHeading
        title={t("takeOver.title")}
        above={shown(service)}
        lead={t(from ? "takeOver.confirmLead" : "takeOver.lead")}
      />
      {from ? <Proposals from={from} proposals={proposals} /> : <BringForm problem={problem} />}
    </>
  );
}
