import { settlePayments } from "#app/apply/file-paid.server.ts";
import { paymentStatuses, type PaymentStatus } from "#app/domain/payment.ts";
import {
  askPaymentAnew,
  findPayment,
  listPayments,
  type AskedPayment,
} from "#app/operations/payments.server.ts";
import {
  failed,
  hasFlag,
  limitOption,
  noMunicipality,
  table,
  textOption,
  UsageError,
  type Command,
  type OptionValues,
} from "./command.ts";

const municipalityHelp = "--municipality <key>  its ARS, AGS or address; all where absent";
/** Those that the payment service may still say something new of. */
const open: readonly PaymentStatus[] = ["started", "failed", "cancelled", "expired"];

function statusesIn(values: OptionValues): readonly PaymentStatus[] {
  const asked = textOption(values, "status");
  if (asked === undefined) return paymentStatuses;
  const status = paymentStatuses.find((one) => one === asked);
  if (!status) throw new UsageError(`--status is one of ${paymentStatuses.join(", ")}`);
  return [status];
}

function euros(cents: number): string {
  return (cents / 100).toFixed(2);
}

function minute(at: Date | null): string {
  return at?.toISOString().slice(0, 16) ?? "";
}

const list: Command = {
  name: "payment list",
  synopsis: "",
  summary: "Lists attempts to pay before filing, newest first, without anything about a person",
  details: [
    municipalityHelp,
    `--status <status>     ${paymentStatuses.join(", ")}`,
    "--stranded            only money that belongs to nothing that was filed, or was paid twice",
    "--limit <number>      50 where absent",
  ],
  options: {
    municipality: { type: "string" },
    status: { type: "string" },
    stranded: { type: "boolean" },
    limit: { type: "string" },
  },
  arguments: { min: 0, max: 0 },
  run: async ({ values, portal }) => {
    const municipality = textOption(values, "municipality");
    const stranded = hasFlag(values, "stranded");
    const query = { municipality, statuses: statusesIn(values), stranded };
    const payments = await listPayments(await portal(), { ...query, limit: limitOption(values) });
    if (!payments) return noMunicipality(municipality);
    const rows = payments.map((row) => [
      row.id,
      row.ars,
      row.serviceId,
      row.stranded ? `${row.status}, stranded` : row.status,
      euros(row.amountCents),
      minute(row.paidAt),
      row.reference ?? "",
      minute(row.updatedAt),
      row.lastError ?? "",
    ]);
    const head = ["id", "municipality", "service", "status", "euros"];
    const more = ["paid", "application", "last", "reason"];
    const text = rows.length === 0 ? "There are none." : table([...head, ...more], rows);
    return { ok: true, json: { payments }, text };
  },
};

const unknownPayment = (id: string) =>
  failed("unknownPayment", `there is no payment "${id}"`, "see npx einmal payment list.");

const show: Command = {
  name: "payment show",
  synopsis: "<id>",
  summary:
    "Tells all that is known of an attempt to pay, but for the application and the way to pay",
  details: [],
  options: {},
  arguments: { min: 1, max: 1 },
  run: async ({ arguments: [id = ""], portal }) => {
    const payment = await findPayment(await portal(), id);
    if (!payment) return unknownPayment(id);
    const rows = Object.entries(payment)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, value instanceof Date ? value.toISOString() : String(value)]);
    return { ok: true, json: { payment }, text: table(["what", "is"], rows) };
  },
};

const ask: Command = {
  name: "payment ask",
  synopsis: "<id> …",
  summary: "Asks the payment service now what became of attempts to pay",
  details: [
    "--open                all that it may still say something new of",
    municipalityHelp,
    "Ends with 1 if it did not answer for one of them. What turns out to be paid is filed within a minute, or by payment settle.",
  ],
  options: { open: { type: "boolean" }, municipality: { type: "string" } },
  arguments: { min: 0, max: 1000 },
  run: async ({ values, arguments: named, portal }) => {
    const wantsOpen = hasFlag(values, "open");
    if (named.length === 0 && !wantsOpen) throw new UsageError("<id> or --open is missing");
    const opened = await portal();
    const municipality = textOption(values, "municipality");
    const query = { municipality, statuses: open, stranded: false, limit: 10_000 };
    const rows = wantsOpen ? await listPayments(opened, query) : [];
    if (!rows) return noMunicipality(municipality);
    const asked: AskedPayment[] = [];
    for (const id of new Set([...named, ...rows.map((row) => row.id)]))
      asked.push(await askPaymentAnew(opened, id));
    return {
      ok: asked.every(({ kind }) => kind !== "unknown" && kind !== "unanswered"),
      json: { payments: asked },
      text: asked.length === 0 ? "There is nothing to ask." : asked.map(told).join("\n"),
    };
  },
};

function told(asked: AskedPayment): string {
  if (asked.kind === "unknown") return `${asked.id}: there is no such payment`;
  const { id, before, status, reason } = asked;
  switch (asked.kind) {
    case "settled":
      return `${id}: ${status}, which does not change any more`;
    case "notBegun":
      return `${id}: ${status}, there is no transaction to ask for`;
    case "unanswered":
      return `${id}: ${status}, no answer: ${reason ?? "unknown"}`;
    case "answered":
      return `${id}: ${before === status ? `still ${status}` : `${before}, now ${status}`}`;
  }
}

const settle: Command = {
  name: "payment settle",
  synopsis: "",
  summary:
    "Does now what the portal does every minute: asks about payments that are due, and files what is paid",
  details: ["For where no process works off jobs (JOBS=off), or not to wait."],
  options: {},
  arguments: { min: 0, max: 0 },
  run: async ({ portal }) => {
    const filed = await settlePayments(await portal());
    return { ok: true, json: { filed }, text: `${String(filed)} paid applications were filed.` };
  },
};

export const paymentCommands: readonly Command[] = [list, show, ask, settle];
