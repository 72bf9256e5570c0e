import { withMunicipality } from "#db/connect.ts";
import { listDestinations, listOfferingDestinations } from "#db/queries/destinations.ts";
import { listKeptServices, listOfferings } from "#db/queries/offerings.ts";
import { findPaymentSettings } from "#db/queries/payment-settings.ts";
import { findPrivacySettings, type PrivacySettingsRow } from "#db/queries/privacy-settings.ts";
import { dayOf } from "../domain/deadline.ts";
import { shortName, type Municipality } from "../domain/municipality.ts";
import type { Offering } from "../domain/offering.ts";
import { dataGroupsOf } from "../domain/privacy/data-kinds.ts";
import {
  noController,
  type ControllerFacts,
  type OfferingFacts,
  type PrivacyFacts,
  type Recipient,
  type SignInFacts,
} from "../domain/privacy/facts.ts";
import { questionsForProvider } from "../domain/provider-answers.ts";
import { supervisoryAuthorities } from "../domain/privacy/supervisory-authorities.ts";
import { regionOf } from "../domain/privacy/transfers.ts";
import type { Text } from "../domain/text.ts";
import { findOffering, loadVersion } from "./load-offering.server.ts";
import type { Portal } from "./portal.server.ts";

/** What questions that stand in no group are called together. */
const others: Text = { de: "Weitere Angaben", en: "Further details" };

/** Where the offerings of a municipality go, and what is paid beforehand. */
interface Ways {
  readonly recipients: ReadonlyMap<string, readonly Recipient[]>;
  readonly paid: ReadonlySet<string>;
}

/**
 * What there is to say of the processing of a municipality's offerings: of one that citizens reach, or of all, those that are switched off
 * too while anything of them is kept.
 */
export async function loadPrivacyFacts(
  portal: Portal,
  municipality: Municipality,
  serviceId?: string,
): Promise<PrivacyFacts> {
  const { ars, slug, state } = municipality;
  const [settings, ways] = await Promise.all([loadController(portal, ars), loadWays(portal, ars)]);
  const provider = portal.config.identityProvider?.name;
  const found =
    serviceId === undefined
      ? await keptOfferings(portal, ars)
      : await offeringWithin(portal, slug, serviceId);
  return {
    municipality: { name: shortName(municipality), ars, slug },
    controller: settings,
    authority:
      settings.authority === "" ? supervisoryAuthorities[state] : { own: settings.authority },
    offerings: found.map((one) => offeringFacts(one, ways, provider)),
    mails: portal.mailer !== undefined,
    scans: portal.scanner !== undefined,
    day: dayOf(portal.clock()),
  };
}

interface KeptOffering {
  readonly offering: Offering;
  readonly enabled: boolean;
}

async function offeringWithin(
  portal: Portal,
  slug: string,
  serviceId: string,
): Promise<readonly KeptOffering[]> {
  const found = await findOffering(portal, slug, serviceId);
  return found.kind === "offered" ? [{ offering: found.offering, enabled: true }] : [];
}

/** By service id, as they are offered now, or would be. */
async function keptOfferings(portal: Portal, ars: string): Promise<readonly KeptOffering[]> {
  const [listed, kept] = await withMunicipality(portal.database, ars, (sql) =>
    Promise.all([listOfferings(sql, ars, "all"), listKeptServices(sql, ars)]),
  );
  const found = await Promise.all(
    listed.map(async ({ serviceId, serviceVersion, enabled }) => {
      if (!enabled && !kept.has(serviceId)) return [];
      const offering = await loadVersion(portal, ars, serviceId, serviceVersion);
      return offering ? [{ offering, enabled }] : [];
    }),
  );
  return found.flat();
}

/** What a municipality says of itself. */
export async function loadController(
  { database }: Pick<Portal, "database">,
  ars: string,
): Promise<ControllerFacts> {
  return controllerOf(
    await withMunicipality(database, ars, (sql) => findPrivacySettings(sql, ars)),
  );
}

/** What a municipality has said, without when and by whom. */
export function controllerOf(row: PrivacySettingsRow | undefined): ControllerFacts {
  if (!row) return noController;
  const { controller, address, email, phone, officer, officerEmail, authority } = row;
  return { controller, address, email, phone, officer, officerEmail, authority };
}

async function loadWays({ database }: Portal, ars: string): Promise<Ways> {
  const [destinations, links, payment] = await withMunicipality(database, ars, (sql) =>
    Promise.all([
      listDestinations(sql),
      listOfferingDestinations(sql, ars),
      findPaymentSettings(sql, ars),
    ]),
  );
  const byId = new Map(
    destinations.map(({ id, adapter, name, options }) => [
      id,
      { adapter, name, region: regionOf(adapter, options) },
    ]),
  );
  const recipients = new Map(
    [...Map.groupBy(links, ({ serviceId }) => serviceId)].map(([id, own]) => [
      id,
      own.flatMap(({ destinationId }) => byId.get(destinationId) ?? []),
    ]),
  );
  return { recipients, paid: new Set(payment?.services ?? []) };
}

function offeringFacts(
  { offering, enabled }: KeptOffering,
  { recipients, paid }: Ways,
  provider: string | undefined,
): OfferingFacts {
  const { id, version, name, description } = offering.service;
  return {
    id,
    version,
    name,
    purpose: description.privacy?.purpose,
    legalBasis: description.privacy?.legalBasis,
    retentionDays: description.privacy?.retentionDays,
    laws: description.legalBasis,
    groups: dataGroupsOf(offering, others),
    recipients: recipients.get(id) ?? [],
    signIn: signInFacts(offering, provider),
    isSwitchedOff: !enabled,
    pays: paid.has(id),
  };
}

/** What signing in means for a service; undefined where it is not offered there. */
function signInFacts(offering: Offering, provider: string | undefined): SignInFacts | undefined {
  if (provider === undefined) return undefined;
  const needed = (offering.service.assurance ?? "none") !== "none";
  const asked = questionsForProvider(offering).flatMap(
    ({ path }) => offering.nodes.get(path)?.node.label ?? [],
  );
  return needed || asked.length > 0 ? { provider, needed, asked } : undefined;
}
