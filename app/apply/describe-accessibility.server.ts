import { query, withMunicipality } from "#db/connect.ts";
import { findStatement, listOfferedChecks, type OfferedCheck } from "#db/queries/accessibility.ts";
import { findMunicipalityBySlug } from "#db/queries/municipalities.ts";
import { loadVersion } from "../catalogue/load-offering.server.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import {
  enforcementBodies,
  type EnforcementBody,
} from "../domain/accessibility/enforcement-bodies.ts";
import {
  concludeStatement,
  type Assessment,
  type Conclusion,
} from "../domain/accessibility/statement.ts";
import { dayOf } from "../domain/deadline.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { ShownText } from "../domain/page-form.ts";
import { showText } from "../domain/shown-page.ts";
import type { Language } from "../domain/text.ts";
import { languageShare } from "./service-languages.server.ts";

/** How to reach the municipality about barriers; "" where it has not said. */
export interface AccessibilityContact {
  readonly phone: string;
  readonly email: string;
  readonly address: string;
}

/** An accessibility statement, as § 12b BGG and the implementing decision (EU) 2018/1523 want it. */
export interface AccessibilityStatement extends Omit<Conclusion, "services" | "checkedAt"> {
  readonly municipality: Municipality;
  readonly services: readonly (Omit<Conclusion["services"][number], "checkedAt"> & {
    readonly name: ShownText;
    /** ISO dates, here and below. */
    readonly checkedOn: string | undefined;
  })[];
  readonly contact: AccessibilityContact;
  /** Pages that explain the municipality's website in other forms; "" where there is none. */
  readonly forms: { readonly plainLanguage: string; readonly signLanguage: string };
  readonly assessment: Assessment | undefined;
  readonly preparedOn: string | undefined;
  readonly reviewedOn: string | undefined;
  /** The municipality's own words count before what the portal knows for the Land. */
  readonly enforcement: { readonly own: string } | EnforcementBody | undefined;
}

/** Makes a municipality's statement of what is stored: checks of its services, and what it says itself. */
export async function describeAccessibility(
  portal: Portal,
  slug: string,
  /** `unreviewed`: whether the portal has translations that nobody has checked. */
  { language, unreviewed }: { readonly language: Language; readonly unreviewed: boolean },
): Promise<AccessibilityStatement | undefined> {
  const municipality = await query(portal.database, (sql) => findMunicipalityBySlug(sql, slug));
  if (!municipality) return undefined;
  const { ars, state } = municipality;
  const offered = await query(portal.database, (sql) => listOfferedChecks(sql, ars));
  const own = await withMunicipality(portal.database, ars, (sql) => findStatement(sql, ars));
  const checked = await Promise.all(
    offered.map(async (service) => ({
      id: service.serviceId,
      result: service.accessibility ?? undefined,
      earlierChecked: service.earlierChecked,
      speaksPlainly: await speaksPlainly(portal, ars, service),
    })),
  );
  const assessment =
    own && own.assessedOn !== null && own.assessedBy !== null
      ? { day: own.assessedOn, by: own.assessedBy }
      : undefined;
  const { services, checkedAt, ...rest } = concludeStatement(checked, { unreviewed, assessment });
  const names = new Map(offered.map(({ serviceId, name }) => [serviceId, name]));
  const reviewedOn = [checkedAt && dayOf(new Date(checkedAt)), assessment?.day]
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
  return {
    ...rest,
    municipality,
    services: services.map(({ id, checkedAt: at, barriers }) => ({
      id,
      barriers,
      name: showText(names.get(id) ?? { de: id }, language),
      checkedOn: at && dayOf(new Date(at)),
    })),
    contact: {
      phone: own?.phone ?? "",
      email: own?.email ?? "",
      address: own?.address ?? "",
    },
    forms: {
      plainLanguage: own?.plainLanguagePage ?? "",
      signLanguage: own?.signLanguagePage ?? "",
    },
    assessment,
    preparedOn: own?.preparedOn ?? reviewedOn,
    reviewedOn,
    enforcement:
      own !== undefined && own.enforcement !== ""
        ? { own: own.enforcement }
        : enforcementBodies[state],
  };
}

async function speaksPlainly(portal: Portal, ars: string, service: OfferedCheck): Promise<boolean> {
  const offering = await loadVersion(portal, ars, service.serviceId, service.serviceVersion);
  return offering !== undefined && languageShare(offering, "de-simple").missing === 0;
}
