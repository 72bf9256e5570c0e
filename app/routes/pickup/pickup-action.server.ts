import { data } from "@remix-run/node";
import { certifyKey, forgetKey, renewKeys } from "#app/administration/pickup-keys.server.ts";
import {
  discardPickup,
  loadPickup,
  lookNow,
  savePickup,
  switchPickup,
} from "#app/administration/pickups.server.ts";
import { readOptions } from "#app/administration/option-fields.ts";
import type { Portal } from "#app/catalogue/portal.server.ts";
import type { Actor } from "#app/identity/permissions.ts";
import type { FormInput } from "#app/platform/http-form.server.ts";
import { goTo, noStore, notFound } from "../responses.server.ts";

/** Where a form of a pick-up's page was sent from. */
interface Sent {
  readonly portal: Portal;
  readonly actor: Actor;
  readonly ars: string;
  readonly id: string;
  readonly form: FormInput;
}

export const pickupNews = [
  "gespeichert",
  "looked",
  "started",
  "paused",
  "renewed",
  "certified",
  "forgotten",
] as const;
export type PickupNews = (typeof pickupNews)[number];

function back({ ars, id }: Pick<Sent, "ars" | "id">, news: PickupNews) {
  return goTo(ars, `/verwaltung/abholungen/${id}`, { hinweis: news });
}

function refused(why: "unready" | "busy" | "kept" | "inUse" | "unanswered") {
  return data({ kind: "refused" as const, why }, { status: 409, headers: noStore });
}

/** What a button of the page asks for. Each ends in an answer; what there is not, in a 404. */
export const intents = {
  look: async (sent: Sent) => {
    const { portal, actor, ars, id } = sent;
    if (!(await lookNow(portal, actor, ars, id))) throw notFound();
    return back(sent, "looked");
  },
  start: (sent: Sent) => turn(sent, true),
  pause: (sent: Sent) => turn(sent, false),
  renew: async (sent: Sent) => {
    const { portal, actor, ars, id } = sent;
    if (!(await renewKeys(portal, actor, ars, id))) throw notFound();
    return back(sent, "renewed");
  },
  certify: async (sent: Sent) => {
    const { portal, actor, ars, id, form } = sent;
    const pem = form.files.find(({ name }) => name === "certificates")?.bytes.toString("utf8");
    const chain = await certifyKey(portal, actor, ars, id, pem ?? "");
    if (!chain) throw notFound();
    if (chain.kind === "fits") return back(sent, "certified");
    const reason = chain.kind === "refused" ? chain.reason : "";
    const answer = { kind: "certificate" as const, why: chain.kind, reason };
    return data(answer, { status: 422, headers: noStore });
  },
  forget: async (sent: Sent) => {
    const { portal, actor, ars, id, form } = sent;
    const outcome = await forgetKey(portal, actor, ars, id, form.raw["kid"]?.[0] ?? "");
    if (outcome === "unknown") throw notFound();
    return outcome === "forgotten" ? back(sent, "forgotten") : refused(outcome);
  },
  remove: async ({ portal, actor, ars, id }: Sent) => {
    const outcome = await discardPickup(portal, actor, ars, id);
    if (outcome === "unknown") throw notFound();
    if (outcome === "busy") return refused("busy");
    return goTo(ars, "/verwaltung/abholungen", { entfernt: "" });
  },
};

async function turn(sent: Sent, active: boolean) {
  const { portal, actor, ars, id } = sent;
  const outcome = await switchPickup(portal, actor, ars, id, active);
  if (outcome === "unknown") throw notFound();
  if (outcome === "unready") return refused("unready");
  return back(sent, active ? "started" : "paused");
}

/** Saves the settings; `id` `neu`: of a new one. */
export async function save({ portal, actor, ars, id: address, form: { raw } }: Sent) {
  const id = address === "neu" ? undefined : address;
  const page = await loadPickup(portal, actor, ars, id);
  if (!page) throw notFound();
  const name = (raw["name"]?.[0] ?? "").trim().slice(0, 100);
  const seen = raw["seen"]?.[0];
  const options = readOptions(page.fields, raw);
  const saved = await savePickup(portal, actor, ars, id, { name, seen, options });
  if (saved.kind === "unknown") throw notFound();
  if (saved.kind === "saved") return back({ ars, id: saved.id }, "gespeichert");
  const overtaken = saved.kind === "overtaken";
  const problems = saved.kind === "refused" ? saved.problems : [];
  // Secrets do not travel back: what was typed wrongly there is typed again.
  const typed = Object.fromEntries(
    page.fields
      .filter(({ kind }) => kind !== "secret")
      .map((field) => [field.name, raw[`option.${field.name}`] ?? []]),
  );
  return data(
    { kind: "settings" as const, overtaken, problems, typed, own: { name, seen } },
    { status: overtaken ? 409 : 422, headers: noStore },
  );
}
