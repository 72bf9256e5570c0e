import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { carryReceipt } from "#app/apply/carry-answers.server.ts";
import { serviceUrl } from "../citizen/addresses.ts";
import { visitOf } from "../citizen/draft-cookie.server.ts";
import { noJourney } from "../citizen/journey-responses.server.ts";
import { fileResponse } from "../file-response.server.ts";
import { notFoundBelow } from "../not-found-below.server.ts";
import { formOf, notFound } from "../responses.server.ts";
import { textsFor } from "../texts-for.server.ts";
import { passphraseIn } from "./passphrase.ts";

export function loader(): never {
  throw notFound();
}

/** The answers that were filed, for the browser in which they were. */
export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const visit = await visitOf(request, params);
  const { raw } = await formOf(request);
  const { language } = textsFor(request);
  const { reference = "" } = params;
  const outcome = await carryReceipt(portal, visit, reference, passphraseIn(raw), language);
  const receipt = `${serviceUrl(visit)}/eingang/${encodeURIComponent(reference)}`;
  if (outcome.kind === "file") return fileResponse(outcome.download);
  if (outcome.kind === "nothing") throw await notFoundBelow(portal, visit.municipality, "receipt");
  if (outcome.kind === "shortPassphrase") return redirect(`${receipt}?fehler=kennwort`, 303);
  throw noJourney(outcome, visit);
}
