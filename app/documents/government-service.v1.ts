import { leikaUrn } from "../domain/leika.ts";
import { shortName, type Municipality } from "../domain/municipality.ts";

/** What is told of an offering; "" in the authority for what it does not say. */
export interface DescribedOffering {
  /** Of the portal, without trailing slash. */
  readonly origin: string;
  readonly address: string;
  readonly name: string;
  readonly summary: string;
  /** Of name and summary. */
  readonly language: string;
  readonly leikaKeys: readonly string[];
  readonly town: Pick<Municipality, "ars" | "name" | "slug">;
  readonly authority:
    | {
        readonly name: string;
        readonly address: string;
        readonly phone: string;
        readonly email: string;
        readonly url: string;
        readonly hours: string;
      }
    | undefined;
  /** The languages in which one can apply; undefined where one cannot apply online. */
  readonly online: readonly string[] | undefined;
}

/** An offering as `GovernmentService` of schema.org (JSON-LD), so that search engines understand it. */
export function governmentService(offering: DescribedOffering): object {
  const { origin, address, name, summary, language, leikaKeys, town, authority, online } = offering;
  const municipality = shortName(town);
  const provider = {
    "@type": "GovernmentOrganization",
    name: authority?.name ?? municipality,
    url: said(authority?.url) ?? `${origin}/${town.slug}`,
    address: said(authority?.address)?.replace(/\s*\n\s*/g, ", "),
    telephone: said(authority?.phone),
    email: said(authority?.email),
  };
  return {
    "@context": "https://schema.org",
    "@type": "GovernmentService",
    "@id": address,
    url: address,
    name,
    description: summary,
    inLanguage: language,
    identifier: leikaKeys.map((key) => ({
      "@type": "PropertyValue",
      propertyID: "LeiKa",
      value: leikaUrn(key),
    })),
    provider,
    areaServed: {
      "@type": "AdministrativeArea",
      name: municipality,
      identifier: { "@type": "PropertyValue", propertyID: "ARS", value: town.ars },
    },
    availableChannel: {
      "@type": "ServiceChannel",
      ...(online && { serviceUrl: address, availableLanguage: online }),
      servicePhone: said(authority?.phone),
    },
  };
}

function said(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}
