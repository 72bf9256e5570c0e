import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { listStates, revertDestination } from "#app/administration/destination-states.server.ts";
import { loadOpenConfirmation } from "#app/administration/confirmations/load-confirmations.server.ts";
import {
  checkDestination,
  loadDestinationForm,
  removeDestination,
} from "#app/administration/destinations.server.ts";
import {
  listServiceNames,
  type NamedService,
} from "#app/administration/list-service-names.server.ts";
import { readOptions } from "#app/administration/option-fields.ts";
import { saveDestination } from "#app/administration/save-destination.server.ts";
import { startTestDelivery } from "#app/administration/test-delivery.server.ts";
import { laneWidths } from "#app/domain/forwarding.ts";
import { shortName } from "#app/domain/municipality.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { ConfirmationCard } from "../confirmation/confirmation-card.tsx";
import { wordOpen } from "../confirmation/shown-confirmations.server.ts";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, goTo, noStore, notFound } from "../responses.server.ts";
import { staffFrame } from "../staff/staff-frame.server.ts";
import { requireStaff } from "../staff/staff-session.server.ts";
import { CheckPanel } from "./check-panel.tsx";
import { DestinationForm } from "./destination-form.tsx";
import { Overtaken } from "./overtaken.tsx";
import { arsOf } from "./query.ts";
import { savedAnswer } from "./saved-answer.server.ts";
import { StatesPanel } from "./states-panel.tsx";
import { wordState } from "./worded-changes.server.ts";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "forwarding", "confirmation", "forms"],
  scripts: "atOnce",
};

/** The address says `neu` and names an adapter, or names a destination. */
function whichOf(request: Request, id: string | undefined) {
  const adapter = new URL(request.url).searchParams.get("art") ?? "";
  return id === undefined || id === "neu" ? { adapter } : { id };
}

/** What a test can be of: first what goes there, then what is online, then what could be; else in their order. */
function toTest(
  services: readonly NamedService[],
  ways: readonly { readonly serviceId: string }[],
): readonly { readonly id: string; readonly name: string }[] {
  const goesThere = new Set(ways.map(({ serviceId }) => serviceId));
  const rank = ({ id, online }: NamedService): number => (goesThere.has(id) ? 0 : online ? 1 : 2);
  return services
    .toSorted((left, right) => rank(left) - rank(right))
    .map(({ id, name }) => ({ id, name: name.text }));
}

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const ars = arsOf(request, session);
  if (ars === undefined) throw notFound();
  const which = whichOf(request, params["id"]);
  const form = await loadDestinationForm(portal, session, ars, which);
  if (!form) throw notFound();
  const services = (await listServiceNames(portal, session, ars, language)) ?? [];
  const t = serverI18n(language).getFixedT(language, "forwarding");
  const name = shortName(form.municipality);
  const { destination, adapter, fields } = form;
  const about = destination && { ars, kind: "destination" as const, subject: destination.id };
  const waiting = about && (await loadOpenConfirmation(portal, session, about));
  const states = destination ? await listStates(portal, session, ars, destination.id) : [];
  return data(
    {
      frame: staffFrame(session, language, {
        title: destination?.name ?? t("destinations.new"),
        area: "catalogue",
        municipality: { name, href: `/${form.municipality.slug}` },
      }),
      ars,
      municipality: name,
      adapter,
      destination,
      fields,
      services: toTest(services, destination?.offerings ?? []),
      waiting: waiting && wordOpen(waiting, ars, language),
      states: states.map((state) => wordState(state, language)),
      saved: new URL(request.url).searchParams.has("gespeichert"),
      asked: new URL(request.url).searchParams.has("gefragt"),
    },
    { headers: noStore },
  );
}

export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const session = await requireStaff(request, portal);
  const ars = arsOf(request, session);
  if (ars === undefined) throw notFound();
  const { raw } = await formOf(request);
  const which = whichOf(request, params["id"]);
  const intent = raw["intent"]?.[0] ?? "save";
  if ("id" in which && intent === "check") {
    if (!(await checkDestination(portal, session, ars, which.id))) throw notFound();
    return goTo(ars, `/verwaltung/ziele/${which.id}`, { geprueft: "" });
  }
  if ("id" in which && intent === "test") {
    const test = { destinationId: which.id, serviceId: raw["service"]?.[0] ?? "" };
    const started = await startTestDelivery(portal, session, ars, test);
    if (started.kind === "started") return goTo(ars, `/verwaltung/zustellungen/${started.id}`);
    if (started.kind === "unknown") throw notFound();
    return data({ kind: "noExample" as const }, { status: 422, headers: noStore });
  }
  if ("id" in which && intent === "remove") {
    const outcome = await removeDestination(portal, session, ars, which.id);
    if (outcome === "unknown") throw notFound();
    if (outcome === "used" || outcome === "needed")
      return data({ kind: outcome }, { status: 409, headers: noStore });
    return goTo(ars, "/verwaltung/ziele", { gespeichert: "" });
  }
  if ("id" in which && intent === "revert") {
    const back = { state: Number(raw["state"]?.[0]), seen: raw["seen"]?.[0] ?? "" };
    if (!Number.isSafeInteger(back.state)) throw notFound();
    const reverted = await revertDestination(portal, session, ars, which.id, back);
    if (!reverted) throw notFound();
    return savedAnswer(ars, reverted.saved, { ...reverted.form, earlier: true });
  }
  const form = await loadDestinationForm(portal, session, ars, which);
  if (!form) throw notFound();
  const options = readOptions(form.fields, raw);
  const saved = await saveDestination(portal, session, ars, which, {
    name: (raw["name"]?.[0] ?? "").trim().slice(0, 100),
    lanes: laneWidths.find((width) => String(width) === raw["lanes"]?.[0]) ?? 4,
    active: raw["active"]?.[0] === "on",
    seen: raw["seen"]?.[0],
    options,
  });
  const typed = form.fields
    .filter(({ kind }) => kind !== "secret")
    .map(({ name }) => [name, raw[`option.${name}`] ?? []] as const);
  return savedAnswer(ars, saved, {
    typed: Object.fromEntries(typed),
    own: {
      name: raw["name"]?.[0] ?? "",
      lanes: raw["lanes"]?.[0],
      active: raw["active"]?.[0],
      seen: raw["seen"]?.[0],
    },
  });
}

export default function DestinationPage() {
  const { t } = useTranslation("forwarding");
  const loaded = useLoaded<typeof loader>();
  const { ars, municipality, adapter, destination, fields, services, saved, asked, waiting } =
    loaded;
  const answer = useAnswer<typeof action>();
  const kind = t(`adapter.${adapter}`, { defaultValue: adapter });
  return (
    <>
      <BackLink href={`/verwaltung/ziele?gemeinde=${ars}`}>{t("destination.back")}</BackLink>
      <PageHeading
        above={municipality}
        title={destination?.name ?? t("destination.newTitle", { adapter: kind })}
        lead={destination ? kind : undefined}
      />
      <div className="stack">
        {saved && !answer && (
          <Alert kind="success" titleAs="p" live title={t("destinations.saved")} />
        )}
        {asked && waiting && !answer && (
          <Alert kind="info" titleAs="p" live title={t("destination.asked")} />
        )}
        {(answer?.kind === "used" || answer?.kind === "needed") && (
          <Alert kind="warning" titleAs="p" live title={t(`destination.${answer.kind}`)} />
        )}
        {answer?.kind === "refused" && answer.waits && (
          <Alert kind="warning" titleAs="p" live title={t("destination.waits")} />
        )}
        {answer?.kind === "refused" && answer.earlier && answer.problems.length > 0 && (
          <Alert kind="info" titleAs="p" title={t("former.incomplete")} />
        )}
        {answer?.kind === "noExample" && (
          <Alert kind="warning" titleAs="p" live title={t("test.noExample")} />
        )}
        {answer?.kind === "refused" && answer.overtaken && destination && (
          <Overtaken destination={destination} fields={fields} answer={answer} />
        )}
        {waiting && <ConfirmationCard ars={ars} confirmation={waiting} />}
        {destination && <CheckPanel ars={ars} destination={destination} services={services} />}
        <DestinationForm
          ars={ars}
          adapter={adapter}
          destination={destination}
          fields={fields}
          answer={answer?.kind === "refused" ? answer : undefined}
        />
        {destination && <StatesPanel ars={ars} destination={destination} states={loaded.states} />}
      </div>
    </>
  );
}
