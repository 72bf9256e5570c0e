import type { DescribedService } from "#app/apply/describe-service.server.ts";
import type { Visit } from "#app/apply/open-journey.server.ts";
import type { Portal } from "#app/catalogue/portal.server.ts";
import { governmentService } from "#app/documents/government-service.v1.ts";
import { originOf } from "../origin.server.ts";
import { textsFor } from "../texts-for.server.ts";
import { serviceUrl } from "./addresses.ts";
import type { ServiceTexts } from "./service-texts.server.ts";

/** What search engines are told of an offering. */
export async function offeringData(
  request: Request,
  portal: Portal,
  visit: Visit,
  { service, municipality, languages }: DescribedService,
  { name, summary }: ServiceTexts,
): Promise<object> {
  const origin = originOf(request, portal);
  return governmentService({
    origin,
    address: origin + serviceUrl(visit),
    name: name.text,
    summary: summary.text,
    language: name.lang ?? textsFor(request).language,
    leikaKeys: service.leikaKeys,
    town: municipality,
    authority: (await portal.authorities.read()).get(municipality.slug),
    online: languages
      .filter(({ offered, missing, total }) => offered && missing < total)
      .map(({ language }) => language),
  });
}
