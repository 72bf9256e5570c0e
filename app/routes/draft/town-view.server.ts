import type { WrongTown } from "#app/apply/change-town.server.ts";
import type { Visit } from "#app/apply/open-journey.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import type { ShownText } from "#app/domain/page-form.ts";
import { showText } from "#app/domain/shown-page.ts";
import type { OfferingDifferences } from "#app/domain/town/compare-offerings.ts";
import { isOfPlace } from "#app/domain/town/place-answered.ts";
import type { Language } from "#app/i18n/languages.ts";
import type { Text } from "#app/domain/text.ts";
import { municipalityFrame, serviceUrl } from "../citizen/addresses.ts";
import { trialOf } from "../citizen/trial.ts";
import type { Frame } from "../frame.ts";
import { textsFor } from "../texts-for.server.ts";

export interface ShownTown {
  readonly slug: string;
  readonly name: string;
  readonly district: string;
  /** Whether one can go on with the draft there. */
  readonly offers: boolean;
}

/** What differs there, in words; empty lists and absent members: nothing. */
export interface ShownTarget {
  readonly slug: string;
  readonly name: string;
  readonly fee?: { readonly before: ShownText; readonly after: ShownText };
  readonly lists: readonly {
    readonly kind: "needsMore" | "needsLess" | "moreQuestions" | "dropped" | "anew";
    readonly items: readonly ShownText[];
  }[];
  readonly texts: boolean;
}

export interface TownView {
  readonly frame: Frame;
  readonly base: string;
  /** Address of the page that asks for the place. */
  readonly page: string;
  readonly service: ShownText;
  readonly here: string;
  /** "24103 Kiel" */
  readonly place: string;
  readonly towns: readonly ShownTown[];
  /** Whether the street would tell which one it is. */
  readonly asksForStreet: boolean;
  readonly target?: ShownTarget;
}

/** The municipality that the address names. */
export function chosenTown(request: Request): string | undefined {
  return new URL(request.url).searchParams.get("nach") ?? undefined;
}

export function townView(
  request: Request,
  visit: Visit,
  { open, place, towns, target, asksForStreet }: Omit<WrongTown, "kind">,
): TownView {
  const { t, language } = textsFor(request);
  const { journey, municipality } = open;
  const { offering, steps } = journey;
  const asking = steps.find(({ fields }) =>
    fields.some(({ placed: { path } }) => isOfPlace(offering, path)),
  );
  const service = showText(offering.service.name, language);
  return {
    frame: {
      title: t("page.documentTitle", { title: t("draft:town.title"), service: service.text }),
      municipality: municipalityFrame(municipality),
      ...trialOf(open, visit),
    },
    base: serviceUrl(visit),
    page: asking?.address ?? "",
    service,
    here: shortName(municipality),
    asksForStreet,
    place: [place.postalCode, place.city ?? ""].join(" ").trim(),
    towns: towns.map(({ slug, district = "", offers, ...town }) => ({
      slug,
      name: shortName(town),
      district,
      offers,
    })),
    ...(target && {
      target: {
        slug: target.town.slug,
        name: shortName(target.town),
        ...inWords(target.differences, language, { text: t("draft:town.noFee") }),
      },
    }),
  };
}

function inWords(
  { fee, texts, ...lists }: OfferingDifferences,
  language: Language,
  noFee: ShownText,
): Pick<ShownTarget, "fee" | "lists" | "texts"> {
  const say = (text: Text): ShownText => showText(text, language);
  const kinds = ["needsMore", "needsLess", "moreQuestions", "dropped", "anew"] as const;
  return {
    ...(fee && {
      fee: {
        before: fee.before ? say(fee.before) : noFee,
        after: fee.after ? say(fee.after) : noFee,
      },
    }),
    lists: kinds.flatMap((kind) =>
      lists[kind].length > 0 ? [{ kind, items: lists[kind].map(say) }] : [],
    ),
    texts,
  };
}
