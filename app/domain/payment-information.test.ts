import { Ajv2020 } from "ajv/dist/2020.js";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { paymentInformation } from "./payment-information.ts";
import type { Payment } from "./submission.ts";

const payment: Payment = {
  status: "paid",
  amountCents: 3070,
  currency: "EUR",
  transactionId: "9xxd-432x-6543",
  transactionUrl: "https://bezahldienst.example.de/api/v1/paymenttransaction/a/b/9xxd-432x-6543",
  transactionReference: "KZ-1",
  paidAt: "2026-03-01T09:00:00.000Z",
  method: "CREDITCARD",
  methodDetail: "Visa Debit",
};

it("says in FIT-Connect's words what was paid", () => {
  expect(paymentInformation(payment)).toEqual({
    transactionUrl: payment.transactionUrl,
    transactionId: payment.transactionId,
    transactionReference: "KZ-1",
    transactionTimestamp: payment.paidAt,
    paymentMethod: "CREDITCARD",
    paymentMethodDetail: "VisaDebit",
    status: "BOOKED",
    grossAmount: 30.7,
  });
});

const data = process.env["EINMAL_DATA"] ?? "../shared/data";
const file = path.resolve(data, "fit-connect", "metadata-2.1.0.schema.json");
const isThere = existsSync(file);
if (!isThere) console.warn(`SKIPPED: no metadata schema of FIT-Connect at ${file}`);

it.runIf(isThere)("is valid by the schema of the metadata, for every whole amount", () => {
  const schema = JSON.parse(readFileSync(file, "utf8")) as {
    properties: { paymentInformation: object };
  };
  // Formats are another matter, and cents are not exact in binary.
  const ajv = new Ajv2020({ strict: false, validateFormats: false, multipleOfPrecision: 6 });
  const check = ajv.compile(schema.properties.paymentInformation);
  const { transactionReference: _, paidAt: __, methodDetail: ___, ...least } = payment;
  for (const one of [payment, least, { ...payment, methodDetail: "€" }])
    for (const amountCents of [1, 7, 110, 3070, 99_999_900])
      expect(check(paymentInformation({ ...one, amountCents })), JSON.stringify(check.errors)).toBe(
        true,
      );
});
