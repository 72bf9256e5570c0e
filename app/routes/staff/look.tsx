import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import {
  decideHost,
  requestHost,
  shownHost,
  type HostChange,
} from "#app/administration/host.server.ts";
import { changeLook, loadLook, shownLook } from "#app/administration/look.server.ts";
import { seenOf } from "#app/administration/seen.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { HostForm } from "./host-form.tsx";
import { readLookForm, withProposal } from "./look-form-input.server.ts";
import { LookForm } from "./look-form.tsx";
import { NoEntry } from "./no-entry.tsx";
import { OvertakenAlert, seenIn } from "./overtaken.tsx";
import { askedPlace, withoutPlace } from "./place-page.server.ts";
import { staffFrame } from "./staff-frame.server.ts";
import { requireStaff } from "./staff-session.server.ts";

export { staffHeaders as headers } from "./staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "administration", "look"],
  scripts: "atOnce",
};

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const loaded = await loadLook(portal, session, askedPlace(request));
  if (loaded.kind !== "look") return withoutPlace(loaded.kind, session, language);
  const { municipality, ...rest } = loaded;
  const t = serverI18n(language).getFixedT(language, "look");
  const name = shortName(municipality);
  const looks = await portal.looks.read();
  return data(
    {
      ...rest,
      frame: staffFrame(session, language, {
        title: t("title"),
        area: "catalogue",
        municipality: { name, href: `/${municipality.slug}` },
      }),
      place: { ars: municipality.ars, name, href: `/${municipality.slug}` },
      hostSeen: seenOf(shownHost(rest.host?.name)),
      arms: looks.bySlug.get(municipality.slug)?.arms?.large,
      done: new URL(request.url).searchParams.get("erledigt"),
    },
    { headers: noStore },
  );
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const session = await requireStaff(request, portal);
  const ars = askedPlace(request);
  const form = await formOf(request);
  if (ars === undefined) throw notFound();
  const done = (kind: string) => {
    const query = new URLSearchParams({ gemeinde: ars, erledigt: kind });
    return redirect(`/verwaltung/aussehen?${query.toString()}`, { status: 303, headers: noStore });
  };
  const text = (name: string) => form.raw[name]?.[0] ?? "";
  const intent = text("intent");
  if (["requestHost", "confirmHost", "revokeHost"].includes(intent)) {
    const host = text("host");
    const confirmed = intent === "confirmHost";
    const outcome: HostChange =
      intent === "requestHost"
        ? await requestHost(portal, session, ars, host, seenIn(form.raw))
        : await decideHost(portal, session, { ars, host, confirmed });
    if (outcome.kind === "unknown") throw notFound();
    if (outcome.kind === "overtaken")
      return data(
        { ...outcome, kind: "host" as const, host, code: undefined },
        { status: 409, headers: noStore },
      );
    if (outcome.kind !== "refused") return done(outcome.kind);
    const { code } = outcome;
    return data(
      { kind: "host" as const, host, code, seen: seenIn(form.raw), theirs: undefined },
      { status: 422, headers: noStore },
    );
  }
  const { typed, arms, remove } = readLookForm(form);
  const seen = seenIn(form.raw);
  const hadFile = arms !== undefined;
  const shown = (look: typeof typed) =>
    data(
      { kind: "look" as const, typed: look, problems: [], seen, faster: undefined, hadFile },
      { headers: noStore },
    );
  if (intent === "preview") return shown(typed);
  if (intent === "propose") return shown(withProposal(typed));
  const outcome = await changeLook(portal, session, ars, typed, { arms, remove }, seen);
  if (outcome.kind === "unknown") throw notFound();
  if (outcome.kind === "saved") return done("saved");
  if (outcome.kind === "overtaken") {
    const faster = { theirs: outcome.theirs, mine: shownLook(typed) };
    return data(
      { kind: "look" as const, typed, problems: [], seen: outcome.seen, faster, hadFile },
      { status: 409, headers: noStore },
    );
  }
  const problems = "problems" in outcome ? outcome.problems : [];
  return data(
    { kind: "look" as const, typed, problems, seen, faster: undefined, hadFile },
    { status: 422, headers: noStore },
  );
}

const told = ["saved", "requested", "withdrawn", "confirmed", "revoked"] as const;

export default function LookPage() {
  const { t } = useTranslation("look");
  const loaded = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  if (loaded.kind === "forbidden") return <NoEntry />;
  const { place, look, seen, arms, hasArms, mayChange, host, done } = loaded;
  const faster = answer?.kind === "look" ? answer.faster : undefined;
  const message = answer ? undefined : told.find((one) => one === done);
  return (
    <>
      <BackLink href={`/verwaltung?gemeinde=${place.ars}`}>{t("back")}</BackLink>
      <PageHeading above={place.name} title={t("title")} lead={t("lead")} />
      <div className="stack">
        {message && <Alert kind="success" titleAs="p" live title={t(`done.${message}`)} />}
        {faster && (
          <OvertakenAlert
            theirs={faster.theirs}
            typed={faster.mine}
            files
            labels={{
              displayName: t("displayName"),
              accent: t("accent"),
              armsAlt: t("armsAlt"),
              links: t("links"),
              publisher: t("publisher"),
            }}
          />
        )}
        {mayChange ? (
          <LookForm
            seen={answer?.kind === "look" ? answer.seen : seen}
            ars={place.ars}
            name={place.name}
            look={answer?.kind === "look" ? answer.typed : look}
            problems={answer?.kind === "look" ? answer.problems : []}
            arms={arms}
            hasArms={hasArms}
            hadFile={answer?.kind === "look" && answer.hadFile}
          />
        ) : (
          <p>{t("watching")}</p>
        )}
        <HostForm
          {...loaded}
          ars={place.ars}
          host={host}
          seen={answer?.kind === "host" ? answer.seen : loaded.hostSeen}
          theirs={answer?.kind === "host" ? answer.theirs : undefined}
          typed={answer?.kind === "host" ? answer.host : undefined}
          problem={answer?.kind === "host" ? answer.code : undefined}
        />
      </div>
    </>
  );
}
