import type { ActionFunctionArgs } from "@remix-run/node";
import { keepTyped } from "#app/apply/keep-typed.server.ts";
import { formatTime } from "#app/i18n/format.ts";
import { ticketHeaders, visitOf } from "../citizen/draft-cookie.server.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { senderOf } from "../sender.server.ts";
import { textsFor } from "../texts-for.server.ts";
import { pageControl, stampControl, type KeptAnswer } from "./typed-answer.ts";

export function loader(): never {
  throw notFound();
}

/** Takes what is being typed on a page of the form; scripts send it from time to time. */
export async function action({
  request,
  params,
  context: { portal, clientAddress },
}: ActionFunctionArgs) {
  const { language } = textsFor(request);
  const visit = await visitOf(request, params);
  const { raw } = await formOf(request);
  const outcome = await keepTyped(portal, visit, {
    address: last(raw[pageControl]),
    stamp: last(raw[stampControl]),
    raw,
    sender: senderOf(request, clientAddress),
  });
  const { kind } = outcome;
  if (kind !== "kept") {
    const status = kind === "newer" ? 409 : 404;
    return Response.json({ kind } satisfies KeptAnswer, { status, headers: noStore });
  }
  const headers = new Headers(await ticketHeaders(request, visit, outcome.ticket));
  headers.set("Cache-Control", "no-store");
  const answer = { kind, at: formatTime(outcome.at, language), stamp: outcome.stamp };
  return Response.json(answer satisfies KeptAnswer, { headers });
}

function last(value: string | readonly string[] | undefined): string {
  return [value ?? ""].flat().at(-1) ?? "";
}
