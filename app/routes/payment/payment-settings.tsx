import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import {
  changePaymentSettings,
  checkPaymentSettings,
  loadPaymentSettings,
} from "#app/administration/payment-settings.server.ts";
import { readOptions } from "#app/administration/option-fields.ts";
import { shortName } from "#app/domain/municipality.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { arsOf } from "../forwarding/query.ts";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, goTo, noStore, notFound } from "../responses.server.ts";
import { OvertakenAlert, seenIn } from "../staff/overtaken.tsx";
import { staffFrame } from "../staff/staff-frame.server.ts";
import { requireStaff } from "../staff/staff-session.server.ts";
import { pairsIn } from "./booking-pairs.ts";
import { PaymentCheckPanel } from "./payment-check-panel.tsx";
import { PaymentSettingsForm } from "./payment-settings-form.tsx";
import { StrandedPayments } from "./stranded-payments.tsx";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = { texts: ["portal", "casework", "forwarding", "forms"] };

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const ars = arsOf(request, session);
  const loaded =
    ars === undefined ? undefined : await loadPaymentSettings(portal, session, ars, language);
  if (!loaded) throw notFound({ reason: "municipality" });
  const { municipality, ...settings } = loaded;
  const t = serverI18n(language).getFixedT(language, "forwarding");
  const name = shortName(municipality);
  return data(
    {
      frame: staffFrame(session, language, {
        title: t("payment.title"),
        area: "catalogue",
        municipality: { name, href: `/${municipality.slug}` },
      }),
      ars: municipality.ars,
      municipality: name,
      settings,
      saved: new URL(request.url).searchParams.has("gespeichert"),
    },
    { headers: noStore },
  );
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const session = await requireStaff(request, portal);
  const ars = arsOf(request, session);
  const { raw } = await formOf(request);
  if (ars === undefined) throw notFound();
  const back = (query: Record<string, string>) => goTo(ars, "/verwaltung/zahlung", query);
  if (raw["intent"]?.[0] === "check") {
    if (!(await checkPaymentSettings(portal, session, ars))) throw notFound();
    return back({ geprueft: "" });
  }
  const loaded = await loadPaymentSettings(portal, session, ars, "de");
  if (!loaded) throw notFound();
  const services = (raw["services"] ?? []).filter((one) => one !== "");
  const options = readOptions(loaded.fields, raw);
  const seen = seenIn(raw);
  const booking = pairsIn(raw);
  const typedOptions = { options, services, booking };
  const saved = await changePaymentSettings(portal, session, ars, typedOptions, seen);
  if (saved.kind === "unknown") throw notFound();
  if (saved.kind === "saved") return back({ gespeichert: "" });
  // Secrets do not travel back: what was typed wrongly there is typed again.
  const typed = Object.fromEntries(
    loaded.fields
      .filter(({ kind }) => kind !== "secret")
      .map(({ name }) => [name, raw[`option.${name}`] ?? []]),
  );
  if (saved.kind === "overtaken")
    return data(
      { problems: [], typed, services, booking, seen: saved.seen, theirs: saved.theirs },
      { status: 409, headers: noStore },
    );
  return data(
    { problems: saved.problems, typed, services, booking, seen, theirs: undefined },
    { status: 422, headers: noStore },
  );
}

export default function PaymentSettingsPage() {
  const { t } = useTranslation("forwarding");
  const { ars, municipality, settings, saved } = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  return (
    <>
      <BackLink href={`/verwaltung?gemeinde=${ars}`}>{t("destinations.back")}</BackLink>
      <PageHeading above={municipality} title={t("payment.title")} lead={t("payment.lead")} />
      <div className="stack">
        {saved && !answer && (
          <Alert kind="success" titleAs="p" live title={t("destinations.saved")} />
        )}
        <StrandedPayments payments={settings.stranded} />
        {settings.exists && <PaymentCheckPanel ars={ars} settings={settings} />}
        {answer?.theirs && (
          <OvertakenAlert
            theirs={answer.theirs}
            typed={{
              ...Object.fromEntries(
                Object.entries(answer.typed).map(([name, values]) => [name, values.join("\n")]),
              ),
              services: answer.services.toSorted().join(", "),
              booking: answer.booking
                .filter(({ key }) => key !== "")
                .map(({ service, key, value }) => `${service} ${key}: ${value}`)
                .toSorted()
                .join("\n"),
            }}
            labels={{
              ...Object.fromEntries(
                Object.keys(answer.typed).map((name) => [
                  name,
                  t(`option.${name}`, { defaultValue: name }),
                ]),
              ),
              services: t("payment.services"),
              booking: t("payment.booking.title"),
            }}
          />
        )}
        <PaymentSettingsForm ars={ars} settings={settings} answer={answer} />
      </div>
    </>
  );
}
