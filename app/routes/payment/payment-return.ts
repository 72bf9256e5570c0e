import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { returnFromPayment } from "#app/apply/pay.server.ts";
import { printedLanguage } from "#app/i18n/languages.ts";
import { wordsOf } from "#app/i18n/texts.server.ts";
import { serviceUrl } from "../citizen/addresses.ts";
import { visitOf } from "../citizen/draft-cookie.server.ts";
import { noJourney } from "../citizen/journey-responses.server.ts";
import { noStore } from "../responses.server.ts";
import { textsFor } from "../texts-for.server.ts";

/** Back from the payment service. Whatever stands in the address proves nothing and is not looked at. */
export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const visit = await visitOf(request, params);
  const language = printedLanguage(textsFor(request).language);
  const outcome = await returnFromPayment(portal, visit, language, wordsOf(language));
  const base = serviceUrl(visit);
  const to = (address: string) => redirect(address, { status: 303, headers: noStore });
  switch (outcome.kind) {
    case "review":
      return to(`${base}/pruefen`);
    case "stands":
    case "busy":
      return to(`${base}/bezahlen`);
    case "unavailable":
      return to(`${base}/bezahlen?hinweis=keine-antwort`);
    default:
      return noJourney(outcome, visit);
  }
}
