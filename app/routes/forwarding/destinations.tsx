import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { loadAlarms, setAlarmContact } from "#app/administration/alarm-contact.server.ts";
import { listServiceNames } from "#app/administration/list-service-names.server.ts";
import { loadDestinations } from "#app/administration/destinations.server.ts";
import { readRole, setWays } from "#app/administration/offering-ways.server.ts";
import { listWaiting } from "#app/administration/confirmations/load-confirmations.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { wordShown } from "../confirmation/shown-confirmations.server.ts";
import { WaitingNote } from "../confirmation/waiting-note.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { seenIn } from "../staff/overtaken.tsx";
import { staffFrame } from "../staff/staff-frame.server.ts";
import { requireStaff } from "../staff/staff-session.server.ts";
import { AlarmContactForm } from "./alarm-contact-form.tsx";
import { DestinationsTable, NewDestination } from "./destinations-table.tsx";
import { OfferingWays } from "./offering-ways.tsx";
import { arsOf } from "./query.ts";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "forwarding", "confirmation"],
  scripts: "atOnce",
};

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const ars = arsOf(request, session);
  const list = ars === undefined ? undefined : await loadDestinations(portal, session, ars);
  const services =
    ars === undefined ? undefined : await listServiceNames(portal, session, ars, language);
  if (!list || !services) throw notFound({ reason: "municipality" });
  const { municipality, destinations, adapters, changed } = list;
  const t = serverI18n(language).getFixedT(language, "forwarding");
  const name = shortName(municipality);
  const waiting = await listWaiting(portal, session, municipality.ars);
  return data(
    {
      frame: staffFrame(session, language, {
        title: t("destinations.title"),
        area: "catalogue",
        municipality: { name, href: `/${municipality.slug}` },
      }),
      ars: municipality.ars,
      municipality: name,
      destinations,
      adapters,
      changed,
      alarms: await loadAlarms(portal, municipality.ars),
      services: services.map((one) => ({ id: one.id, name: one.name })),
      waiting: waiting
        .filter(({ kind }) => kind !== "switchOn")
        .map((one) => ({ ...wordShown(one, language), subject: one.subject })),
      saved: new URL(request.url).searchParams.get("gespeichert") ?? undefined,
      asked: new URL(request.url).searchParams.get("gefragt") ?? undefined,
    },
    { headers: noStore },
  );
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const session = await requireStaff(request, portal);
  const ars = arsOf(request, session);
  const { raw } = await formOf(request);
  if (ars !== undefined && raw["intent"]?.[0] === "alarms") {
    const contact = {
      mail: (raw["mail"]?.[0] ?? "").trim(),
      webhook: (raw["webhook"]?.[0] ?? "").trim(),
    };
    const seen = seenIn(raw);
    const set = await setAlarmContact(portal, session, ars, contact, seen);
    if (set === "unknown") throw notFound();
    if (set !== "saved") {
      const [wrong, faster] = "kind" in set ? [[], set] : [set, undefined];
      const mark = faster?.seen ?? seen;
      return data(
        { kind: "contact" as const, contact, wrong, seen: mark, theirs: faster?.theirs },
        { status: faster ? 409 : 422, headers: noStore },
      );
    }
    const query = new URLSearchParams({ gemeinde: ars, gespeichert: "" });
    return redirect(`/verwaltung/ziele?${query.toString()}`, { status: 303, headers: noStore });
  }
  const [serviceId] = raw["service"] ?? [];
  if (ars === undefined || serviceId === undefined) throw notFound();
  const prefix = `way.${serviceId}.`;
  const ways = Object.entries(raw).flatMap(([name, [value]]) => {
    const role = readRole(value);
    return name.startsWith(prefix) && role
      ? [{ destinationId: name.slice(prefix.length), role }]
      : [];
  });
  const seen = seenIn(raw);
  const outcome = await setWays(portal, session, { ars, serviceId }, ways, seen);
  if (outcome === "unknown") throw notFound();
  if (outcome !== "saved" && outcome !== "asked" && outcome !== "same") {
    const isWrong = outcome === "twoPrimaries" || outcome === "noPrimary";
    return data(
      { kind: "ways" as const, problem: outcome, serviceId, ways, seen },
      { status: isWrong ? 422 : 409, headers: noStore },
    );
  }
  const told = outcome === "saved" ? "gespeichert" : "gefragt";
  const query = new URLSearchParams({ gemeinde: ars, [told]: serviceId });
  return redirect(`/verwaltung/ziele?${query.toString()}`, { status: 303, headers: noStore });
}

export default function DestinationsPage() {
  const { t } = useTranslation("forwarding");
  const loaded = useLoaded<typeof loader>();
  const { ars, municipality, destinations, services, saved, asked, waiting, alarms } = loaded;
  const answer = useAnswer<typeof action>();
  const justAsked = answer ? undefined : waiting.find(({ subject }) => subject === asked);
  const changed = services.find(({ id }) => id === saved);
  return (
    <>
      <BackLink href={`/verwaltung?gemeinde=${ars}`}>{t("destinations.back")}</BackLink>
      <PageHeading
        above={municipality}
        title={t("destinations.title")}
        lead={t("destinations.lead")}
      />
      <div className="stack">
        {saved !== undefined && !answer && (
          <Alert
            kind="success"
            titleAs="p"
            live
            title={
              changed ? t("ways.saved", { service: changed.name.text }) : t("destinations.saved")
            }
          />
        )}
        <WaitingNote ars={ars} waiting={justAsked} live />
        {waiting
          .filter((one) => one !== justAsked)
          .map((one) => (
            <WaitingNote key={one.id} ars={ars} waiting={one} />
          ))}
        <p>
          <a className="plain-link" href={`/verwaltung/zustellungen?gemeinde=${ars}`}>
            {t("destinations.deliveries")}
          </a>
        </p>
        {alarms.raised.map(({ kind, name }) => (
          <Alert
            key={`${kind} ${name}`}
            kind="warning"
            titleAs="p"
            title={`${name}: ${t(`alarm.kind.${kind}`)}`}
          />
        ))}
        <DestinationsTable ars={ars} destinations={destinations} />
        <NewDestination ars={ars} adapters={loaded.adapters} />
        {destinations.length > 0 && (
          <OfferingWays
            ars={ars}
            destinations={destinations}
            services={services}
            changed={loaded.changed}
            answer={answer?.kind === "ways" ? answer : undefined}
          />
        )}
        <AlarmContactForm
          ars={ars}
          contact={answer?.kind === "contact" ? answer.contact : alarms.contact}
          seen={answer?.kind === "contact" ? answer.seen : alarms.seen}
          wrong={answer?.kind === "contact" ? answer.wrong : []}
          theirs={answer?.kind === "contact" ? answer.theirs : undefined}
        />
      </div>
    </>
  );
}
