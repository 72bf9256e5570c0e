import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { endSignIn } from "#app/apply/sign-in.server.ts";
import { serviceUrl } from "../citizen/addresses.ts";
import { ticketHeaders, visitOf } from "../citizen/draft-cookie.server.ts";
import { noJourney } from "../citizen/journey-responses.server.ts";
import { noStore, notFound } from "../responses.server.ts";
import { attemptsHeader, attemptsIn } from "./attempts-cookie.server.ts";
import { returnAddress } from "./return-address.server.ts";
import { signedInNews, troubleNews } from "./sign-in-news.ts";

/** Back at the service, where the draft is: ends the sign-in. Each begins in one browser and ends there, once. */
export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const visit = await visitOf(request, params);
  const { search, searchParams } = new URL(request.url);
  const state = searchParams.get("state");
  const attempts = await attemptsIn(request, portal);
  const attempt = attempts.find((one) => one.state === state);
  const back = { redirectUri: returnAddress(request, portal), search };
  const outcome = await endSignIn(portal, visit, attempt, back);
  if (outcome.kind === "noProvider") throw notFound();
  if (outcome.kind !== "failed" && outcome.kind !== "signedIn") throw noJourney(outcome, visit);
  const ticket = outcome.kind === "signedIn" ? outcome.ticket : undefined;
  const headers = new Headers(await ticketHeaders(request, visit, ticket));
  headers.set("Cache-Control", noStore["Cache-Control"]);
  const others = attempts.filter((one) => one !== attempt);
  if (attempt) headers.append("Set-Cookie", await attemptsHeader(request, portal, others));
  const base = serviceUrl(visit);
  const page = outcome.kind === "signedIn" && attempt?.from === "review" ? `${base}/pruefen` : base;
  const news = outcome.kind === "signedIn" ? signedInNews : troubleNews(outcome.trouble);
  return redirect(`${page}?hinweis=${news}`, { status: 303, headers });
}
