import { expect, it } from "vitest";
import {
  changePaymentSettings,
  loadPaymentSettings,
} from "#app/administration/payment-settings.server.ts";
import { readBooking } from "#app/domain/booking.ts";
import { ars, base, createPayingPortal, serviceId } from "../fixtures/paying-portal.ts";
import { pairsIn, pairsOf } from "./booking-pairs.ts";

const { portal, desk, filled } = await createPayingPortal();
const open = { ...portal, config: { ...portal.config, privateDestinations: true } };
const admin = { accountId: "verwaltung", roles: [{ role: "municipality-admin" as const, ars }] };

/** Saves what a form with these controls sends; everything else stays. */
async function save(raw: Record<string, string>) {
  const { fields, services } = (await loadPaymentSettings(open, admin, ars, "de"))!;
  const options = Object.fromEntries(
    fields.flatMap(({ name, value }) => (value[0] === undefined ? [] : [[name, value[0]]])),
  );
  const due = services.filter((one) => one.due).map(({ id }) => id);
  const booking = pairsIn(
    Object.fromEntries(Object.entries(raw).map(([name, text]) => [name, [text]])),
  );
  return changePaymentSettings(open, admin, ars, { options, services: due, booking });
}
const control = (service: string, index: number) => `buchung.${service}.${String(index)}`;

it("goes with every position of the service that it is set for, and without it the service refuses", async () => {
  desk.trouble.wantsBookingData = true;
  const visitor = await filled();
  const { marks } = (await visitor.get(`${base}/pruefen`)).data as { marks: readonly string[] };
  await visitor.post(`${base}/pruefen`, { gesehen: marks });
  await visitor.post(`${base}/bezahlen`, {});
  expect(desk.transactions.size).toBe(0);
  const saved = await save({
    [`${control(serviceId, 0)}.key`]: "haushaltsstelle",
    [`${control(serviceId, 0)}.value`]: "1/1220.2600",
    [`${control(serviceId, 1)}.key`]: "kassenzeichen",
    [`${control(serviceId, 1)}.value`]: "Hund 2026",
    // Empty rows, and services that cost nothing, do not count.
    [`${control(serviceId, 2)}.key`]: "",
    [`${control(serviceId, 2)}.value`]: "",
    [`${control("anderswo", 0)}.key`]: "fremd",
    [`${control("anderswo", 0)}.value`]: "1",
  });
  expect(saved).toEqual({ kind: "saved" });
  const bookingData = { haushaltsstelle: "1/1220.2600", kassenzeichen: "Hund 2026" };
  const loaded = await loadPaymentSettings(open, admin, ars, "de");
  expect(loaded?.services.find(({ id }) => id === serviceId)).toMatchObject({
    booking: bookingData,
  });
  expect(pairsOf(serviceId, bookingData)).toHaveLength(4);
  const { location = "" } = await visitor.post(`${base}/bezahlen`, {});
  const { request } = desk.transactions.get(location.split("/").at(-1) ?? "")!;
  expect(request.items.length).toBeGreaterThan(0);
  for (const item of request.items) expect(item).toMatchObject({ bookingData });
  expect(await (await fetch(location)).text()).toContain("haushaltsstelle: 1/1220.2600");
});

it("is refused where it is typed wrongly, and nothing is saved", async () => {
  const before = await loadPaymentSettings(open, admin, ars, "de");
  const wrong = await save({
    [`${control(serviceId, 0)}.key`]: "zwei Wörter",
    [`${control(serviceId, 0)}.value`]: "",
  });
  expect(wrong).toEqual({
    kind: "refused",
    problems: [
      { field: `${control(serviceId, 0)}.key`, detail: "bookingKey" },
      { field: `${control(serviceId, 0)}.value`, detail: "bookingValue" },
    ],
  });
  expect(await loadPaymentSettings(open, admin, ars, "de")).toEqual(before);
});

it("has each item once, and ten a service at most", () => {
  const pairs = (...keys: string[]) =>
    keys.map((key, index) => ({
      service: "hund",
      control: control("hund", index),
      key,
      value: "1",
    }));
  expect(readBooking(pairs("a", "a")).problems).toEqual([
    { field: "buchung.hund.1.key", problem: "bookingTwice" },
  ]);
  const eleven = Array.from({ length: 11 }, (_, index) => `k${String(index)}`);
  expect(readBooking(pairs(...eleven)).problems).toEqual([
    { field: "buchung.hund.10.key", problem: "bookingMost" },
  ]);
  expect(readBooking(pairs("__proto__x", "ok")).problems).toEqual([]);
});
