import type { LoaderFunctionArgs } from "@remix-run/node";
import { publicKeys } from "#app/apply/public-log.server.ts";
import { formatDay, localeOf } from "#app/i18n/format.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { proofTextsOf } from "#app/i18n/texts.server.ts";
import { offlinePage } from "#app/proof/offline-page/page.server.ts";
import { contentDisposition } from "../file-response.server.ts";
import { noStore } from "../responses.server.ts";

/**
 * The page that checks receipts without a network: opened here, or saved (`?herunterladen`). The one page with a script within;
 * its policy names that script by its hash and allows nothing else, not even the portal itself.
 */
export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const language = negotiateLanguage(request);
  const { keys } = await publicKeys(portal);
  const { html, policy } = offlinePage(keys, {
    words: proofTextsOf(language),
    language,
    direction: directionOf(language),
    locale: localeOf(language),
    madeAt: formatDay(portal.clock(), language),
  });
  const saved = new URL(request.url).searchParams.has("herunterladen");
  return new Response(html, {
    headers: {
      ...noStore,
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": `${policy}; frame-ancestors 'none'`,
      ...(saved && { "Content-Disposition": contentDisposition("quittung-pruefen.html") }),
    },
  });
}
