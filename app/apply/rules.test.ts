import { expect, it } from "vitest";
import { rulesService } from "#app/domain/fixtures/rules-service.ts";
import { withMunicipality } from "#db/connect.ts";
import { upsertService } from "#db/queries/services.ts";
import type { DraftTicket } from "./draft.server.ts";
import { createTestPortal, offer } from "./fixtures/test-portal.ts";
import { readIntent } from "../domain/intent.ts";
import { loadReview } from "./load-review.server.ts";
import { openJourney } from "./open-journey.server.ts";
import { savePage, type PagePost } from "./save-page.server.ts";

const portal = await createTestPortal();
const words = { yes: "Ja", no: "Nein", declared: "Bestätigt" };
await withMunicipality(portal.database, "*", async (sql) => {
  const importedAt = portal.clock();
  const row = { definition: rulesService, source: "import", contentHash: "1", importedAt } as const;
  await upsertService(sql, row);
  await offer(sql, "000000000001", rulesService.id, true);
});

let ticket: DraftTicket | undefined;
const visit = () => ({ municipality: "musterstadt", service: rulesService.id, ticket });

async function post(address: string, raw: PagePost["raw"]) {
  const next = { intent: readIntent("next"), files: [], fromReview: false };
  const outcome = await savePage(portal, visit(), { address, raw, ...next });
  if (outcome.kind === "saved") ({ ticket } = outcome);
  return outcome;
}

it("takes an earlier page away for a later answer, says so, and keeps what was answered", async () => {
  // The first showing did not have the question that this answer brings up.
  const again = await post("antrag", { "antrag/art": "b", "antrag/zweck": "", "antrag/grund": "" });
  expect(again).toMatchObject({
    kind: "again",
    errors: [],
    fresh: ["antrag/oben", "antrag/grund"],
  });
  await post("antrag", { "antrag/art": "a", "antrag/zweck": "", "antrag/grund": "Umzug" });
  await post("alt", { "alt/nummer": "17", "alt/seit": "" });
  await post("personen", { "vertreter-vorhanden": "false", "wohnung/inland/ort": "Bonn" });
  await post("kinder", {});
  const last = { "schluss/folge": "", "schluss/nachweis": "" };
  expect(await post("schluss", { "schluss/neu": "true", ...last })).toMatchObject({
    kind: "saved",
    address: undefined,
    lapsed: true,
  });
  const review = await loadReview(portal, visit(), "de", words);
  if (review.kind !== "review") throw new Error(review.kind);
  expect(review.openSteps).toEqual([]);
  expect(review.sections.map(({ page }) => page)).not.toContain("alt");
  expect(review.open.journey.state).toBe("00");

  await post("schluss", { "schluss/neu": "false", ...last });
  const open = await openJourney(portal, visit());
  if (open.kind !== "open") throw new Error(open.kind);
  expect(open.journey.values["alt/nummer"]).toBe("17");
});
