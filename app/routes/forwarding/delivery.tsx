import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { openDeliveryLog } from "#app/administration/deliveries.server.ts";
import { isDeadLetter } from "#app/domain/forwarding.ts";
import { shortName } from "#app/domain/municipality.ts";
import { formatShortDateTime } from "#app/i18n/format.ts";
import { isLanguage, staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { SummaryList } from "#app/ui/summary-list.tsx";
import type { RouteHandle } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { noStore, notFound } from "../responses.server.ts";
import { staffFrame } from "../staff/staff-frame.server.ts";
import { requireStaff } from "../staff/staff-session.server.ts";
import { AttemptLog, ReceiverProblems } from "./attempt-log.tsx";
import { DeliveryBadge } from "./deliveries-table.tsx";
import { arsOf } from "./query.ts";
import { Unconfirmed } from "./unconfirmed.tsx";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "forwarding"],
  scripts: "atOnce",
};

/** What was just asked for. */
const done = ["ask", "anew", "idle"] as const;

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const ars = arsOf(request, session);
  const opened =
    ars === undefined ? undefined : await openDeliveryLog(portal, session, ars, params["id"] ?? "");
  if (!opened) throw notFound();
  const { municipality, ...rest } = opened;
  const name = shortName(municipality);
  const t = serverI18n(language).getFixedT(language, "forwarding");
  return data(
    {
      frame: staffFrame(session, language, {
        title: t("delivery.title"),
        area: "catalogue",
        municipality: { name, href: `/${municipality.slug}` },
      }),
      ...rest,
      ars: municipality.ars,
      municipality: name,
      done: done.find((one) => one === new URL(request.url).searchParams.get("getan")),
    },
    { headers: noStore },
  );
}

export default function DeliveryPage() {
  const { t, i18n } = useTranslation("forwarding");
  const { ars, municipality, delivery, attempts, mayResend, done } = useLoaded<typeof loader>();
  const language = isLanguage(i18n.language) ? i18n.language : "de";
  const { id, status, unconfirmed, kind, reference, destination, destinationId, problems } =
    delivery;
  const when = (at: Date | null): string[] => (at ? [formatShortDateTime(at, language)] : []);
  const facts = [
    ["to", t("deliveries.to"), [destination ?? delivery.adapter]],
    ["role", t("delivery.role"), [t(`role.${delivery.role}`)]],
    ["created", t("delivery.created"), when(delivery.createdAt)],
    ["sent", t("delivery.sentAt"), when(delivery.sentAt)],
    ["next", t("delivery.next"), when(delivery.nextAttemptAt)],
    ["attempts", t("delivery.attempts"), [String(delivery.attempts)]],
    [
      "receiver",
      t("delivery.receiverReference"),
      delivery.receiverReference ? [delivery.receiverReference] : [],
    ],
  ] as const;
  return (
    <>
      <BackLink href={`/verwaltung/zustellungen?gemeinde=${ars}`}>{t("delivery.back")}</BackLink>
      <PageHeading
        above={municipality}
        title={kind === "test" ? t("deliveries.test") : `${t("delivery.title")} ${reference ?? ""}`}
      />
      <div className="stack">
        <p>
          <DeliveryBadge status={status} unconfirmed={unconfirmed} />
        </p>
        {done !== undefined && (
          <Alert
            kind={done === "idle" ? "info" : "success"}
            titleAs="p"
            live
            title={t(
              `delivery.${done === "ask" ? "asked" : done === "anew" ? "anewDone" : "idle"}`,
            )}
          />
        )}
        {mayResend && status === "sent" && (
          <Unconfirmed ars={ars} id={id} unconfirmed={unconfirmed} />
        )}
        <div className="row-actions">
          {mayResend && (isDeadLetter(status) || status === "pending") && (
            <form method="post" action={`/verwaltung/zustellungen?gemeinde=${ars}`}>
              <input type="hidden" name="zustellung" value={id} />
              <Button look="secondary">{t("deliveries.resend")}</Button>
            </form>
          )}
          {destinationId !== null && mayResend && (
            <LinkButton look="tertiary" href={`/verwaltung/ziele/${destinationId}?gemeinde=${ars}`}>
              {t("delivery.fix")}
            </LinkButton>
          )}
          <LinkButton look="tertiary" href={`/verwaltung/zustellungen/${id}?gemeinde=${ars}`}>
            {t("delivery.reload")}
          </LinkButton>
        </div>
        <ReceiverProblems problems={problems} />
        <section>
          <h2 className="section-title">{t("delivery.facts")}</h2>
          <SummaryList
            rows={facts
              .filter(([, , values]) => values.length > 0)
              .map(([key, label, values]) => ({ key, label, values }))}
          />
        </section>
        <AttemptLog attempts={attempts} />
      </div>
    </>
  );
}
