import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { carryDraft } from "#app/apply/carry-answers.server.ts";
import { serviceUrl } from "../citizen/addresses.ts";
import { visitOf } from "../citizen/draft-cookie.server.ts";
import { noJourney } from "../citizen/journey-responses.server.ts";
import { fileResponse } from "../file-response.server.ts";
import { formOf, notFound } from "../responses.server.ts";
import { textsFor } from "../texts-for.server.ts";
import { passphraseIn } from "./passphrase.ts";

export function loader(): never {
  throw notFound();
}

/** The answers of a draft as a file that the passphrase in the form opens. */
export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const visit = await visitOf(request, params);
  const { raw } = await formOf(request);
  const { language } = textsFor(request);
  const outcome = await carryDraft(portal, visit, passphraseIn(raw), language);
  const menu = `${serviceUrl(visit)}/entwurf`;
  if (outcome.kind === "file") return fileResponse(outcome.download);
  if (outcome.kind === "nothing") return redirect(menu, 303);
  if (outcome.kind === "shortPassphrase") return redirect(`${menu}?fehler=kennwort`, 303);
  throw noJourney(outcome, visit);
}
