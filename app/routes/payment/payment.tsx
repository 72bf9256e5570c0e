import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { loadPayment, startPayment } from "#app/apply/pay.server.ts";
import { showText } from "#app/domain/shown-page.ts";
import { FeeView, useMoney } from "#app/forms/fee-view.tsx";
import { shown } from "#app/forms/shown.tsx";
import { printedLanguage } from "#app/i18n/languages.ts";
import { serverI18n, wordsOf } from "#app/i18n/texts.server.ts";
import { BackLink } from "#app/ui/back-link.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import { LaterLink } from "../draft/later-link.tsx";
import type { Frame, RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore } from "../responses.server.ts";
import { textsFor } from "../texts-for.server.ts";
import { municipalityFrame, serviceUrl } from "../citizen/addresses.ts";
import { visitOf } from "../citizen/draft-cookie.server.ts";
import { noJourney } from "../citizen/journey-responses.server.ts";
import { PaymentAlert } from "./payment-alert.tsx";
import { usePaymentStatus } from "./use-payment-status.ts";

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { language } = textsFor(request);
  const visit = await visitOf(request, params);
  const view = await loadPayment(portal, visit, language, wordsOf(language));
  const base = serviceUrl(visit);
  const elsewhere = (address: string): Response => redirect(address, 303);
  if (view.kind === "review") throw elsewhere(`${base}/pruefen`);
  if (view.kind !== "payment") throw noJourney(view, visit);
  const { open, fees, payment, differs } = view;
  if (payment.status === "paid") throw elsewhere(`${base}/bezahlen/zurueck`);
  const service = showText(open.journey.offering.service.name, language);
  const municipality = municipalityFrame(open.municipality);
  const title = serverI18n(language).getFixedT(language, "payment")("documentTitle", {
    service: service.text,
  });
  const hint = new URL(request.url).searchParams.get("hinweis");
  return {
    frame: { title, municipality, atOnce: true } satisfies Frame,
    municipality: municipality.name,
    service,
    base,
    fees,
    status: payment.status,
    begunCents: payment.amountCents,
    differs,
    unavailable: hint === "keine-antwort",
  };
}

export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  await formOf(request);
  const visit = await visitOf(request, params);
  const language = printedLanguage(textsFor(request).language);
  const outcome = await startPayment(portal, visit, language, wordsOf(language));
  const base = serviceUrl(visit);
  const to = (address: string) => redirect(address, { status: 303, headers: noStore });
  switch (outcome.kind) {
    case "redirect":
      return to(outcome.url);
    case "review":
      return to(`${base}/pruefen`);
    case "stands":
      return to(`${base}/bezahlen`);
    case "unavailable":
      return data({ trouble: "unavailable" as const }, { status: 503, headers: noStore });
    case "busy":
      return data({ trouble: "starting" as const }, { status: 409, headers: noStore });
    default:
      throw noJourney(outcome, visit);
  }
}

export const headers = () => noStore;

export const handle: RouteHandle = { texts: ["payment", "portal", "forms"], scripts: "atOnce" };

export default function PaymentPage() {
  const { t } = useTexts(["payment", "portal"]);
  const money = useMoney();
  const view = useLoaded<typeof loader>();
  const { municipality, service, base, fees, status, begunCents, differs } = view;
  const answer = useAnswer<typeof action>();
  const trouble = answer?.trouble ?? (view.unavailable ? "unavailable" : undefined);
  usePaymentStatus(base, status);
  const isOver = ["failed", "cancelled", "expired"].includes(status);
  const amount = money(begunCents);
  return (
    <>
      <BackLink href={`${base}/pruefen`}>{t("back")}</BackLink>
      <PageHeading above={shown(service)} title={t("title")} lead={t("lead")} />
      <div className="stack">
        <PaymentAlert status={status} trouble={trouble} />
        {differs && !isOver && status !== "due" && (
          <PaymentAlert
            status="differs"
            values={{ begun: amount, due: money(fees.total), municipality }}
          />
        )}
        <FeeView fees={fees} />
        {isOver ? (
          <LinkButton href={`${base}/pruefen`}>{t("again")}</LinkButton>
        ) : (
          <>
            <NextSteps municipality={municipality} />
            <form method="post">
              <div className="actions">
                <Button>{t(status === "started" ? "goOn" : "pay", { amount })}</Button>
                {status === "started" && (
                  <LinkButton look="secondary" href={`${base}/bezahlen/zurueck`}>
                    {t("check")}
                  </LinkButton>
                )}
              </div>
            </form>
          </>
        )}
        <LaterLink base={base} />
      </div>
    </>
  );
}

function NextSteps({ municipality }: { readonly municipality: string }) {
  const { t } = useTexts("payment");
  return (
    <section className="prose">
      <h2>{t("next")}</h2>
      <ol>
        <li>{t("step1", { municipality })}</li>
        <li>{t("step2")}</li>
        <li>{t("step3")}</li>
      </ol>
      <p>{t("card")}</p>
    </section>
  );
}
