import { describeListing } from "#app/apply/describe-listing.server.ts";
import type { Portal } from "#app/catalogue/portal.server.ts";
import { governmentService } from "#app/documents/government-service.v1.ts";
import type { Frame } from "../frame.ts";
import { originOf } from "../origin.server.ts";
import { notFound } from "../responses.server.ts";
import { textsFor } from "../texts-for.server.ts";
import { leading, municipalityFrame } from "./addresses.ts";

/** The page of a service that a municipality offers on paper alone. Throws where there is none, or it is online by now. */
export async function listingView(request: Request, portal: Portal, slug: string, id: string) {
  const { t, language } = textsFor(request);
  const described = await describeListing(portal, slug, id);
  if (described.kind === "replaced") throw leading(`/${slug}/${described.by}`);
  if (described.kind === "unknown") throw notFound();
  const { listing } = described;
  const municipality = municipalityFrame(described.municipality);
  const title = t("page.documentTitle", { title: listing.name, service: municipality.name });
  const frame: Frame = { forEverybody: true, title, municipality };
  const { name, summary, description, fee, contact, formUrl, formFile } = listing;
  const address = `${originOf(request, portal)}/${slug}/${id}`;
  return {
    frame,
    municipality,
    listing: {
      name,
      summary,
      paragraphs: description.split(/\n\s*\n/).filter((text) => text.trim() !== ""),
      fee,
      contact,
      formUrl,
      form: formFile && {
        href: `/${slug}/${id}/formular.pdf`,
        kilobytes: Math.max(1, Math.round(formFile.size / 1000)),
      },
      /** The texts are German, whatever the page speaks. */
      lang: language === "de" ? undefined : "de",
    },
    linkedData: governmentService({
      origin: originOf(request, portal),
      address,
      name,
      summary,
      language: "de",
      leikaKeys: listing.leikaKey === null ? [] : [listing.leikaKey],
      town: described.municipality,
      authority: (await portal.authorities.read()).get(slug),
      online: undefined,
    }),
  };
}
export type ListingView = Awaited<ReturnType<typeof listingView>>;
