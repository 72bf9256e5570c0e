import { data, redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { placeOfState } from "#app/apply/sign-in-attempts.server.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import { serviceUrl } from "../citizen/addresses.ts";
import type { Frame, RouteHandle } from "../frame.ts";
import { noStore, notFound } from "../responses.server.ts";
import { textsFor } from "../texts-for.server.ts";
import { attemptsIn } from "./attempts-cookie.server.ts";

/**
 * Where the provider returns everybody. Finds the service by what this browser began, or by the state; there it is looked
 * at whether the answer is good for anything, because the cookie of the draft goes there alone.
 */
export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { config } = portal;
  if (!config.identityProvider) throw notFound();
  const { search, searchParams } = new URL(request.url);
  const state = searchParams.get("state") ?? "";
  const attempts = await attemptsIn(request, portal);
  const own = attempts.find((one) => one.state === state)?.place;
  const place = own ?? placeOfState(config.masterKey, state) ?? attempts.at(-1)?.place;
  if (place) {
    const address = `${serviceUrl(place)}/entwurf/anmeldung/zurueck${search}`;
    const onwards: Response = redirect(address, { status: 303, headers: noStore });
    throw onwards;
  }
  const frame: Frame = { title: textsFor(request).t("identity:trouble.elsewhere.title") };
  return data({ frame }, { status: 400, headers: noStore });
}

export const headers = () => noStore;

export const handle: RouteHandle = { texts: ["portal", "identity"] };

/** Nothing tells from where somebody came. */
export default function ReturnPage() {
  const { t } = useTexts(["identity", "portal"]);
  return (
    <>
      <PageHeading title={t("trouble.elsewhere.title")} lead={t("trouble.elsewhere.hint")} />
      <LinkButton href="/">{t("return.start")}</LinkButton>
    </>
  );
}
