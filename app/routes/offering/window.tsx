import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { listWaiting } from "#app/administration/confirmations/load-confirmations.server.ts";
import { loadWindow, saveWindow } from "#app/administration/offering-window.server.ts";
import type { OfferingWindow } from "#app/domain/offering-window.ts";
import { shortName } from "#app/domain/municipality.ts";
import { textIn } from "#app/domain/text.ts";
import { typedOf, type TypedWindow } from "#app/domain/typed-window.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { openingView } from "../citizen/opening-view.ts";
import { wordShown } from "../confirmation/shown-confirmations.server.ts";
import { WaitingNote } from "../confirmation/waiting-note.tsx";
import { arsOf } from "../forwarding/query.ts";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { OvertakenAlert, seenIn } from "../staff/overtaken.tsx";
import { staffFrame } from "../staff/staff-frame.server.ts";
import { requireStaff } from "../staff/staff-session.server.ts";
import { WindowForm } from "./window-form.tsx";
import { WindowState } from "./window-state.tsx";
import { controlOf, readWindow, typedIn, type InputProblem } from "./window-input.ts";
import { windowLabels } from "./window-labels.ts";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "window", "confirmation", "forms"],
};

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const ars = arsOf(request, session);
  const { service: serviceId = "" } = params;
  const loaded =
    ars === undefined ? undefined : await loadWindow(portal, session, { ars, serviceId });
  if (!loaded) throw notFound({ reason: "municipality" });
  const { municipality, service, window, state, filed, seen, languages, forced } = loaded;
  const t = serverI18n(language).getFixedT(language, "window");
  const name = shortName(municipality);
  const serviceName = textIn(service.name, language);
  const waiting = (await listWaiting(portal, session, municipality.ars)).find(
    ({ kind, subject }) => kind === "switchOn" && subject === service.id,
  );
  return data(
    {
      frame: staffFrame(session, language, {
        title: t("documentTitle", { service: serviceName }),
        area: "catalogue",
        municipality: { name, href: `/${municipality.slug}` },
      }),
      place: { ars: municipality.ars, service: service.id, href: `/${municipality.slug}` },
      serviceName,
      languages,
      state: openingView({ state }, language),
      testMode: window.testMode,
      filed,
      forced,
      typed: typedOf(window),
      seen,
      saved: new URL(request.url).searchParams.has("gespeichert"),
      waiting: waiting && wordShown(waiting, language),
    },
    { headers: noStore },
  );
}

export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const session = await requireStaff(request, portal);
  const ars = arsOf(request, session);
  const { raw } = await formOf(request);
  const { service: serviceId = "" } = params;
  const loaded =
    ars === undefined ? undefined : await loadWindow(portal, session, { ars, serviceId });
  if (ars === undefined || !loaded) throw notFound();
  const seen = seenIn(raw);
  const { intent, _seen, ...posted } = typedIn(raw);
  // From the list of services comes only until when what was begun may be finished.
  const onlyFinish = intent === "finish";
  const typed = onlyFinish ? { ...typedOf(loaded.window), ...posted } : posted;
  const { edit, problems } = readWindow(typed, loaded.languages);
  if (problems.length > 0) return again(problems, typed, seen);
  const save = onlyFinish ? finishOnly(edit) : edit;
  // From the list comes no mark: what it sets stands in no other form.
  const sent = {
    seen: onlyFinish ? undefined : seen,
    typed: typedOf({ ...loaded.window, ...edit(loaded.window) }),
  };
  const saved = await saveWindow(portal, session, { ars, serviceId }, save, sent);
  switch (saved.kind) {
    case "unknown":
      throw notFound();
    case "overtaken":
      return data(
        { problems: [], typed, seen: saved.seen, theirs: saved.theirs },
        { status: 409, headers: noStore },
      );
    case "refused":
      return again(
        saved.problems.map(({ field, code }) => ({ name: controlOf(field), code })),
        typed,
        seen,
      );
    // The page that says why.
    case "notReady": {
      const why = `/verwaltung/leistungen/${serviceId}/bereit?gemeinde=${ars}`;
      return redirect(why, { status: 303, headers: noStore });
    }
    case "asked":
    case "same":
    case "waits":
    case "changed": {
      const query = new URLSearchParams({ gemeinde: ars, gespeichert: "" });
      const address = `/verwaltung/leistungen/${serviceId}/angebot?${query.toString()}`;
      return redirect(address, { status: 303, headers: noStore });
    }
  }
}

function finishOnly(edit: (before: OfferingWindow) => Omit<OfferingWindow, "enabled">) {
  return (before: OfferingWindow) => ({ ...before, finishBy: edit(before).finishBy });
}

function again(problems: readonly InputProblem[], typed: TypedWindow, seen: string | undefined) {
  return data({ problems, typed, seen, theirs: undefined }, { status: 422, headers: noStore });
}

export default function WindowPage() {
  const { t } = useTranslation("window");
  const loaded = useLoaded<typeof loader>();
  const { place, serviceName, languages, state, testMode, filed, forced, typed, seen, saved } =
    loaded;
  const answer = useAnswer<typeof action>();
  const forcedNote = forced !== undefined && (
    <Alert kind="info" titleAs="h2" title={t("forced")}>
      <p>{t("forcedHint")}</p>
      <p className="kept-lines">{t("forcedReason", { reason: forced })}</p>
    </Alert>
  );
  return (
    <>
      <BackLink href={`/verwaltung?gemeinde=${place.ars}`}>{t("back")}</BackLink>
      <PageHeading above={serviceName} title={t("title")} lead={t("lead")} />
      <div className="stack">
        {saved && !answer && <Alert kind="success" titleAs="p" live title={t("saved")} />}
        {answer?.theirs && (
          <OvertakenAlert
            theirs={answer.theirs}
            typed={answer.typed}
            labels={windowLabels(languages, t)}
          />
        )}
        {!answer && <WaitingNote ars={place.ars} waiting={loaded.waiting} />}
        {/* What is wrong comes first. */}
        {!answer && <WindowState state={state} testMode={testMode} filed={filed} place={place} />}
        {!answer && forcedNote}
        <WindowForm
          place={place}
          languages={languages}
          seen={answer ? answer.seen : seen}
          typed={answer?.typed ?? typed}
          problems={answer?.problems ?? []}
        />
        {answer && forcedNote}
      </div>
    </>
  );
}
