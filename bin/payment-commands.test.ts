import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { createPayingPortal, ars, base } from "#app/routes/fixtures/paying-portal.ts";
import type { Visitor } from "#app/routes/fixtures/visitor.ts";
import { withMunicipality } from "#db/connect.ts";
import { listAuditEntries } from "#db/queries/audit-log.ts";
import { UsageError, type CommandResult } from "./command.ts";
import { paymentCommands } from "./payment-commands.ts";

const { portal, desk, filled } = await createPayingPortal();
portal.setClock("2026-03-01T09:00:00Z");

type Values = Readonly<Record<string, string | boolean>>;
const run = (name: string, values: Values = {}, named: readonly string[] = []) => {
  const command = paymentCommands.find((one) => one.name === `payment ${name}`);
  if (!command) throw new Error(name);
  const never = () => {
    throw new Error("not needed");
  };
  return command.run({
    arguments: named,
    values,
    input: Readable.from([]),
    config: never,
    open: never,
    portal: () => Promise.resolve(portal),
  });
};
interface Listed {
  readonly id: string;
  readonly status: string;
  readonly stranded: boolean;
  readonly reference: string | null;
  readonly transactionId: string | null;
}
const listed = ({ json }: CommandResult) => json["payments"] as readonly Listed[];

/** Orders, and goes to the payment service; returns the transaction. */
async function begin(visitor: Visitor): Promise<string> {
  const { marks } = (await visitor.get(`${base}/pruefen`)).data as { marks: string[] };
  await visitor.post(`${base}/pruefen`, { gesehen: marks });
  const { location = "" } = await visitor.post(`${base}/bezahlen`, {});
  return location.split("/").at(-1) ?? "";
}

test("an attempt is listed, asked for anew, and filed once it is paid, and nothing personal is told", async () => {
  const transaction = await begin(await filled());
  const [started] = listed(await run("list", { municipality: "musterstadt" }));
  expect(started).toMatchObject({
    ars,
    status: "started",
    transactionId: transaction,
    reference: null,
    stranded: false,
  });
  const id = started?.id ?? "";
  const still = await run("ask", {}, [id]);
  expect(still).toMatchObject({ ok: true, text: `${id}: still started` });

  desk.trouble.down = true;
  expect(await run("ask", { open: true })).toMatchObject({
    ok: false,
    json: { payments: [{ kind: "unanswered", id, status: "started", reason: "UNSPECIFIED" }] },
  });
  desk.trouble.down = false;

  desk.act(transaction, "pay");
  expect(await run("ask", { open: true, municipality: ars })).toMatchObject({
    ok: true,
    text: `${id}: started, now paid`,
  });
  expect(listed(await run("list", { status: "started" }))).toEqual([]);
  // Asked once more, it stays as it is.
  expect(await run("ask", {}, [id])).toMatchObject({ json: { payments: [{ kind: "settled" }] } });
  expect(await run("settle")).toMatchObject({ json: { filed: 1 } });
  const shown = await run("show", {}, [id]);
  expect(shown.json["payment"]).toMatchObject({ id, status: "paid", stranded: false });
  expect(shown.json["payment"]).toMatchObject({ reference: expect.stringMatching(/-/) as string });

  for (const { text, json } of [shown, await run("list")]) {
    const all = text + JSON.stringify(json);
    expect(all).not.toMatch(/Mustermann|Erika|sealed|redirect|http/i);
  }
  const entries = await withMunicipality(portal.database, ars, (sql) =>
    listAuditEntries(sql, { ars, limit: 10 }),
  );
  expect(
    entries.find(({ action, subject }) => action === "payment.asked" && subject === id),
  ).toBeDefined();
});

test("money for what nobody filed is stranded after an hour", async () => {
  const visitor = await filled(1);
  const transaction = await begin(visitor);
  desk.act(transaction, "pay");
  const [started] = listed(await run("list", { status: "started" }));
  await run("ask", {}, [started?.id ?? ""]);
  // Its draft is deleted before anybody files it.
  await withMunicipality(portal.database, ars, async (sql) => {
    await sql`delete from drafts where id in (select draft_id from payments where id = ${started?.id ?? ""})`;
  });
  expect(listed(await run("list", { stranded: true }))).toEqual([]);
  portal.setClock("2026-03-01T11:00:00Z");
  const list = await run("list", { stranded: true });
  expect(listed(list)).toMatchObject([{ id: started?.id, stranded: true, reference: null }]);
  expect(list.text).toContain("paid, stranded");
});

test("what cannot be meant is refused", async () => {
  expect(await run("list", { municipality: "nirgendwo" })).toMatchObject({
    ok: false,
    json: { errors: [{ code: "unknownMunicipality" }] },
  });
  expect(await run("show", {}, ["none"])).toMatchObject({
    ok: false,
    json: { errors: [{ code: "unknownPayment" }] },
  });
  expect(await run("ask", {}, ["none"])).toMatchObject({ ok: false });
  await expect(run("ask")).rejects.toBeInstanceOf(UsageError);
  await expect(run("list", { status: "bezahlt" })).rejects.toBeInstanceOf(UsageError);
  await expect(run("list", { limit: "0" })).rejects.toBeInstanceOf(UsageError);
});
