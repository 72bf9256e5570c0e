import { loadVersion } from "../catalogue/load-offering.server.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Download } from "../documents/download.ts";
import type { Carried } from "../domain/carry/carried.ts";
import { collectAnswers } from "../domain/carry/collect-answers.ts";
import { buildData } from "../domain/document.ts";
import { shortName } from "../domain/municipality.ts";
import type { Offering } from "../domain/offering.ts";
import type { DataValue } from "../domain/submission.ts";
import { textIn, type Language } from "../domain/text.ts";
import { sealFile } from "../platform/passphrase-file.server.ts";
import { loadReceipt } from "./load-receipt.server.ts";
import { openJourney, type NoJourney, type Visit } from "./open-journey.server.ts";

export type CarryOutcome =
  | NoJourney
  /** There is nothing to take along, or it is not this citizen's. */
  | { readonly kind: "nothing" }
  | { readonly kind: "shortPassphrase" }
  | { readonly kind: "file"; readonly download: Download };

/** Name of the format in the files. */
export const carriedFormat = "einmal-angaben";

/** Shorter ones are refused: whoever finds the file may guess for years. */
export const shortestPassphrase = 12;

/** The answers of a draft as a file that only its passphrase opens. */
export async function carryDraft(
  portal: Portal,
  visit: Visit,
  passphrase: string,
  language: Language,
): Promise<CarryOutcome> {
  const open = await openJourney(portal, visit);
  if (open.kind !== "open") return open;
  const { journey, municipality } = open;
  if (!open.draft) return { kind: "nothing" };
  const from = { offering: journey.offering, municipality: shortName(municipality), language };
  return seal(portal, from, buildData(journey), passphrase);
}

/** The answers of a submission, for the browser in which it was filed. */
export async function carryReceipt(
  portal: Portal,
  visit: Visit,
  reference: string,
  passphrase: string,
  language: Language,
): Promise<CarryOutcome> {
  const receipt = await loadReceipt(portal, visit, reference);
  if (receipt.kind !== "receipt" || !receipt.document) return { kind: "nothing" };
  const { service, data } = receipt.document;
  const offering = await loadVersion(portal, receipt.municipality.ars, service.id, service.version);
  if (!offering) return { kind: "nothing" };
  const from = { offering, municipality: shortName(receipt.municipality), language };
  return seal(portal, from, data, passphrase);
}

async function seal(
  portal: Portal,
  from: { offering: Offering; municipality: string; language: Language },
  data: Readonly<Record<string, DataValue>>,
  passphrase: string,
): Promise<CarryOutcome> {
  if ([...passphrase].length < shortestPassphrase) return { kind: "shortPassphrase" };
  const { offering, municipality, language } = from;
  const carried: Carried = {
    schemaVersion: 1,
    madeAt: portal.clock().toISOString(),
    from: { service: textIn(offering.service.name, language), municipality },
    answers: [...collectAnswers(offering, data)],
  };
  const content = await sealFile(carriedFormat, Buffer.from(JSON.stringify(carried)), passphrase);
  const name = `angaben-${offering.service.id}.json`;
  return { kind: "file", download: { name, mediaType: "application/json", content } };
}
