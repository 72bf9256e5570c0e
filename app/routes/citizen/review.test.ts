import { describe, expect, it } from "vitest";
import { createTestPortal } from "#app/apply/fixtures/test-portal.ts";
import { feeTable } from "#app/operations/set-fee-table.server.ts";
import { findSubmissionByReference } from "#db/queries/submissions.ts";
import { withMunicipality } from "#db/connect.ts";
import { examplesOf, fillJourney } from "../fixtures/fill-journey.ts";
import { createVisitor, type Visitor } from "../fixtures/visitor.ts";

const portal = await createTestPortal();
portal.setClock("2026-03-01T09:00:00Z");
const dog = "/musterstadt/hundesteuer-anmelden";
const service = { municipality: "musterstadt", serviceId: "hundesteuer-anmelden" };
const [oneDog, twoDogs] = examplesOf("hundesteuer-anmelden");
if (!oneDog || !twoDogs) throw new Error("the package has no worked examples");

interface Review {
  readonly marks: readonly string[];
  readonly fees: { readonly total: number; readonly positions: readonly { cents: number }[] };
  readonly sections: readonly { readonly page: string; readonly rows: readonly Row[] }[];
}
interface Row {
  readonly path: string;
  readonly values: readonly string[];
  readonly origin?: string;
  readonly statement?: { readonly text: string };
}
const reviewOf = async (visitor: Visitor) => (await visitor.get(`${dog}/pruefen`)).data as Review;
const rowsOf = ({ sections }: Review) => sections.flatMap(({ rows }) => rows);
const payment = "G99000000230/F99000000350";

describe("fees", () => {
  it("stand on the review and go by the town's table from the next page view on", async () => {
    const visitor = createVisitor(portal);
    await fillJourney(visitor, dog, twoDogs);
    const before = await reviewOf(visitor);
    expect(before.fees.total).toBeGreaterThan(0);
    expect(before.fees.total).toBe(before.fees.positions.reduce((sum, one) => sum + one.cents, 0));
    const table = {
      ersterHund: { kind: "amount", cents: 1 },
      weitererHund: { kind: "amount", cents: 2 },
      gefaehrlicherHund: { kind: "amount", cents: 2 },
      ermaessigung: { kind: "percent", percent: 0 },
    };
    const set = await feeTable(portal, { ...service, table }, "test");
    expect(set).toMatchObject({ outcome: "changed", own: Object.keys(table) });
    expect((await reviewOf(visitor)).fees.total).toBe(4);

    // Who still has the old amount before their eyes is shown the new one before anything is filed.
    const stale = await visitor.post(`${dog}/pruefen`, { gesehen: before.marks });
    expect(stale).toMatchObject({ status: 409, data: { changed: ["#kosten"] } });
    const { marks } = await reviewOf(visitor);
    const filed = await visitor.post(`${dog}/pruefen`, { gesehen: marks });
    expect(filed.status).toBe(303);
    const receipt = (await visitor.get(filed.location ?? "")).data;
    expect(receipt).toMatchObject({ fees: { total: 4, currency: "EUR", provisional: true } });
    expect(await feeTable(portal, { ...service, table: {} }, "test")).toMatchObject({ own: [] });
  });

  it("are refused where they do not fit the service", async () => {
    const at = { municipality: "musterstadt", serviceId: "strassenfest" };
    expect(await feeTable(portal, at, "test")).toEqual({ outcome: "noFees" });
    const elsewhere = { ...service, municipality: "neustadt-a" };
    expect(await feeTable(portal, elsewhere, "test")).toEqual({ outcome: "notOffered" });
    for (const [table, outcome] of [
      [{ ersterHund: { kind: "amount", cents: 1.5 } }, "malformed"],
      [{ ersterHund: { kind: "amount", cents: -1 } }, "malformed"],
      [{ ersterHund: { kind: "percent", percent: 10 } }, "refused"],
      [{ katze: { kind: "amount", cents: 1 } }, "refused"],
      ["alles umsonst", "malformed"],
    ] as const)
      expect(await feeTable(portal, { ...service, table }, "test")).toMatchObject({ outcome });
  });
});

describe("filing", () => {
  it("from a review that another tab has overtaken shows what was changed first", async () => {
    const visitor = createVisitor(portal);
    await fillJourney(visitor, dog, oneDog);
    const { marks } = await reviewOf(visitor);
    const step = oneDog.steps.find(({ page }) => page === "halter");
    const input = { ...step?.input, "G99000000201/F99000000301": "Erika Maria", intent: "next" };
    await visitor.post(`${dog}/halter`, input);
    const stale = await visitor.post(`${dog}/pruefen`, { gesehen: marks });
    expect(stale).toMatchObject({ status: 409, data: { changed: ["halter"] } });

    const filed = await visitor.post(`${dog}/pruefen`, {
      gesehen: (await reviewOf(visitor)).marks,
    });
    expect(filed).toMatchObject({ status: 303 });
    // The second click, from whichever review, leads to the same receipt.
    const again = await visitor.post(`${dog}/pruefen`, { gesehen: marks });
    expect(again.location).toBe(filed.location);
  });

  it("stores the words of the declarations that were agreed to", async () => {
    const visitor = createVisitor(portal);
    await fillJourney(visitor, dog, oneDog);
    const row = rowsOf(await reviewOf(visitor)).find(({ path }) => path === "F99000000360");
    expect(row?.statement?.text).toContain("nach bestem Wissen");
    const { location = "" } = await visitor.post(`${dog}/pruefen`, {});
    const reference = location.split("/").at(-1) ?? "";
    const stored = await withMunicipality(portal.database, "000000000001", (sql) =>
      findSubmissionByReference(sql, reference),
    );
    expect(stored?.reference).toBe(reference);
    const { sections } = (await visitor.get(location)).data as Review;
    expect(sections.flatMap(({ rows }) => rows)).toContainEqual(
      expect.objectContaining({ statement: row?.statement }),
    );
  });

  it("names attachments with type and size before they are filed", async () => {
    const visitor = createVisitor(portal);
    const example = [oneDog, twoDogs].find(({ steps }) => steps.some(({ files }) => files));
    if (!example) throw new Error("no example with files");
    await fillJourney(visitor, dog, example);
    const values = rowsOf(await reviewOf(visitor)).flatMap((row) => row.values);
    expect(values.filter((text) => /\((PDF|JPEG|PNG), \d+\s?(kB|B)/.test(text))).not.toEqual([]);
  });
});

describe("a link that fills in answers", () => {
  const query = "?zahlung=ueberweisung&ermaessigung=nein&familienname=Mustermann";

  it("says so first, and a mere visit changes nothing", async () => {
    const visitor = createVisitor(portal);
    const page = await visitor.get(`${dog}${query}`);
    expect(page.data).toMatchObject({
      prefilled: [
        { text: expect.stringContaining("Ermäßigung") as string },
        { text: expect.any(String) as string },
      ],
      draft: undefined,
    });
    expect((await visitor.get(dog)).data).toMatchObject({ draft: undefined, prefilled: [] });
  });

  it("begins with them, marked with their origin up to the receipt, until they are changed", async () => {
    const visitor = createVisitor(portal);
    const begun = await visitor.post(`${dog}${query}`, { intent: "prefill" });
    expect(begun).toMatchObject({ status: 303, location: `${dog}/halter` });
    await fillJourney(visitor, dog, oneDog, "zahlung");
    const page = (await visitor.get(`${dog}/zahlung`)).data as {
      content: { raw: Record<string, string>; form: { origins: Record<string, string> } };
    };
    expect(page.content.raw[payment]).toBe("ueberweisung");
    expect(page.content.form.origins).toEqual({ [payment]: "link" });
    const next = { [payment]: "ueberweisung", intent: "next", _shown: [] };
    await visitor.post(`${dog}/zahlung`, next);
    const rest = { ...oneDog, steps: oneDog.steps.filter((step) => step.page === "erklaerung") };
    await fillJourney(visitor, dog, rest);
    const row = rowsOf(await reviewOf(visitor)).find(({ path }) => path === payment);
    expect(row?.origin).toBe("link");
  });

  it("leaves what was typed, also when it is followed again", async () => {
    const visitor = createVisitor(portal);
    await fillJourney(visitor, dog, oneDog);
    const typed = rowsOf(await reviewOf(visitor)).find(({ path }) => path === payment);
    await visitor.post(`${dog}?zahlung=ueberweisung`, { intent: "prefill" });
    await visitor.post(`${dog}?zahlung=lastschrift`, { intent: "prefill" });
    expect(rowsOf(await reviewOf(visitor)).find(({ path }) => path === payment)).toEqual(typed);
  });
});
