import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { describeService } from "#app/apply/describe-service.server.ts";
import { beginSignIn } from "#app/apply/sign-in.server.ts";
import { showText } from "#app/domain/shown-page.ts";
import { shown } from "#app/forms/shown.tsx";
import { sharedDeviceKey } from "#app/http/shared-device.server.ts";
import { BackLink } from "#app/ui/back-link.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import { municipalityFrame, serviceUrl } from "../citizen/addresses.ts";
import { visitOf } from "../citizen/draft-cookie.server.ts";
import { noJourney } from "../citizen/journey-responses.server.ts";
import type { Frame, RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { textsFor } from "../texts-for.server.ts";
import { attemptsHeader, attemptsIn } from "./attempts-cookie.server.ts";
import { returnAddress } from "./return-address.server.ts";
import { signInView } from "./sign-in-view.server.ts";
import { SignInForm } from "./sign-in-form.tsx";
import { troubleNews } from "./sign-in-news.ts";

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { t, language } = textsFor(request);
  const visit = await visitOf(request, params);
  const outcome = await describeService(portal, visit);
  if (outcome.kind !== "service") throw noJourney(outcome, visit);
  const signIn = signInView(outcome.signIn, language);
  const { provider } = signIn;
  if (provider === undefined) throw notFound();
  const service = showText(outcome.service.name, language);
  const title = t("identity:begin.title", { name: provider });
  const frame: Frame = {
    title: t("page.documentTitle", { title, service: service.text }),
    municipality: municipalityFrame(outcome.municipality),
  };
  return { frame, service, base: serviceUrl(visit), signIn: { ...signIn, provider } };
}

/**
 * Sends whoever pressed the button to the provider. By a header of a page and not by a redirect: the policy of pages with forms
 * forbids that a form leads elsewhere, and nobody knows through how many addresses a provider leads.
 */
export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const { raw } = await formOf(request);
  const visit = await visitOf(request, params);
  const toService = (address: string): Response => redirect(address, 303);
  const outcome = await beginSignIn(portal, visit, {
    from: raw["from"]?.[0] === "review" ? "review" : "service",
    redirectUri: returnAddress(request, portal),
    shared: sharedDeviceKey(request) !== undefined,
    language: textsFor(request).language,
  });
  switch (outcome.kind) {
    case "begun": {
      const attempts = [...(await attemptsIn(request, portal)), outcome.attempt];
      const headers = new Headers(noStore);
      headers.set("Refresh", `0;url=${outcome.url}`);
      headers.append("Set-Cookie", await attemptsHeader(request, portal, attempts));
      return data({ url: outcome.url }, { headers });
    }
    case "failed":
      throw toService(`${serviceUrl(visit)}?hinweis=${troubleNews(outcome.trouble)}`);
    case "noProvider":
      throw notFound();
    default:
      throw noJourney(outcome, visit);
  }
}

export const headers = ({ actionHeaders }: { actionHeaders: Headers }) => {
  const refresh = actionHeaders.get("Refresh");
  return refresh === null ? noStore : { ...noStore, Refresh: refresh };
};

export const handle: RouteHandle = { texts: ["portal", "identity"] };

/** The way to the provider; opened by itself, it offers to go there. */
export default function BeginPage() {
  const { t } = useTexts(["identity", "portal"]);
  const { service, base, signIn } = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  const name = signIn.provider;
  return (
    <>
      <BackLink href={base}>{t("portal:page.back")}</BackLink>
      <PageHeading
        above={shown(service)}
        title={t("begin.title", { name })}
        lead={answer ? t("begin.lead", { name }) : undefined}
      />
      {answer ? (
        <LinkButton href={answer.url}>{t("begin.go", { name })}</LinkButton>
      ) : (
        <SignInForm base={base} signIn={signIn} />
      )}
    </>
  );
}
