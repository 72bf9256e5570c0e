import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import type { TypedListing } from "#app/administration/check-listing.ts";
import {
  changeListing,
  shownListing,
  loadListings,
  removeListing,
} from "#app/administration/listed-services.server.ts";
import { searchActs } from "#app/administration/find-act.server.ts";
import { seenOf } from "#app/administration/seen.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import type { FormInput } from "#app/platform/http-form.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, goTo, noStore, notFound } from "../responses.server.ts";
import { ActSearch } from "./act-search.tsx";
import { readArs } from "./catalogue-query.ts";
import { ListingForm, RemoveListing } from "./listing-form.tsx";
import { OvertakenAlert, seenIn } from "./overtaken.tsx";
import { staffFrame } from "./staff-frame.server.ts";
import { requireStaff } from "./staff-session.server.ts";

export { staffHeaders as headers } from "./staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "catalogue"],
  scripts: "atOnce",
};

const fresh = {
  name: "",
  leikaKey: "",
  summary: "",
  description: "",
  fee: "",
  contact: "",
  formUrl: "",
};

/** Which listing an address means: `neu` is one that is not there yet. */
function whichOf(request: Request, id: string | undefined) {
  const ars = readArs(new URL(request.url).searchParams.get("gemeinde"));
  return { ars, id: id === "neu" ? undefined : id };
}

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const { ars, id } = whichOf(request, params["id"]);
  const loaded = await loadListings(portal, session, ars);
  const row = loaded?.listings.find((one) => one.id === id);
  if (!loaded) throw notFound();
  // Somebody has removed it; what was typed meanwhile is shown all the same.
  const isGone = id !== undefined && !row;
  const { municipality } = loaded;
  const query = new URL(request.url).searchParams;
  const typed = (query.get("suche") ?? "").trim().slice(0, 100);
  const acts = await searchActs(portal, { typed, chosen: query.get("leika") ?? "" });
  const t = serverI18n(language).getFixedT(language, "catalogue");
  const place = { name: shortName(municipality), href: `/${municipality.slug}` };
  const { name, leikaKey, summary, description, fee, contact, formUrl } = row ?? fresh;
  return data(
    {
      frame: staffFrame(session, language, {
        title: t(row ? "listing.title" : "listing.newTitle"),
        area: "catalogue",
        municipality: place,
      }),
      ars: municipality.ars,
      municipality: place.name,
      id: row && id,
      isGone,
      acts: isGone ? undefined : acts,
      seen: row && seenOf(shownListing(row)),
      facts: withAct(
        { ...{ name, summary, description, fee, contact, formUrl }, leikaKey: leikaKey ?? "" },
        acts?.chosen,
      ),
      file: row?.formFile?.name,
    },
    { status: isGone ? 404 : 200, headers: noStore },
  );
}

export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const session = await requireStaff(request, portal);
  const form = await formOf(request);
  const { ars, id } = whichOf(request, params["id"]);
  if (ars === undefined) throw notFound();
  const back = (query: Record<string, string>) => goTo(ars, "/verwaltung/vor-ort", query);
  if (form.raw["intent"]?.[0] === "remove") {
    const removed =
      id === undefined ? undefined : await removeListing(portal, session, { ars, id });
    if (removed === undefined) throw notFound();
    return back({ entfernt: removed });
  }
  const typed = typedIn(form);
  const seen = seenIn(form.raw);
  const hadFile = typed.file !== undefined;
  const search = actSearchIn(form);
  if (search) {
    if (!(await loadListings(portal, session, ars))) throw notFound();
    const acts = await searchActs(portal, search);
    const { file: _, ...facts } = withAct(typed, acts?.chosen);
    return data(
      { facts, problems: [], seen, theirs: undefined, hadFile, acts },
      { headers: noStore },
    );
  }
  const changed = await changeListing(portal, session, { ars, id }, typed, seen);
  if (changed.kind === "saved") return back({ gespeichert: changed.id });
  const { file: _, ...facts } = typed;
  if (changed.kind === "unknown")
    return data(
      { facts, problems: [], seen: undefined, theirs: undefined, hadFile, acts: undefined },
      { status: 404, headers: noStore },
    );
  if (changed.kind === "overtaken")
    return data(
      {
        ...{ facts, problems: [], seen: changed.seen, theirs: changed.theirs },
        ...{ hadFile, acts: undefined },
      },
      { status: 409, headers: noStore },
    );
  return data(
    { facts, problems: changed.problems, seen, theirs: undefined, hadFile, acts: undefined },
    { status: 422, headers: noStore },
  );
}

/** What is looked for in the catalogue, by its button or by the return key, or chosen there; undefined: the form is to be saved. */
function actSearchIn({ raw }: FormInput): { typed: string; chosen: string } | undefined {
  const typed = (raw["suche"]?.[0] ?? "").trim().slice(0, 100);
  const [chosen = ""] = raw["leika"] ?? [];
  if (chosen !== "") return { typed: "", chosen };
  const [intent] = raw["intent"] ?? [];
  return intent === "findAct" || (intent === "enter" && typed !== "")
    ? { typed, chosen: "" }
    : undefined;
}

/** What was found is filled in; a name that the town has given stays. */
function withAct<T extends { readonly name: string; readonly leikaKey: string }>(
  facts: T,
  act: { readonly key: string; readonly name: string } | undefined,
): T {
  return act ? { ...facts, leikaKey: act.key, name: facts.name || act.name } : facts;
}

function typedIn({ raw, files }: FormInput): TypedListing {
  // Forms send lines as mail does.
  const text = (name: string) => (raw[name]?.[0] ?? "").replaceAll("\r\n", "\n").trim();
  const file = files.find(({ name, filename }) => name === "formFile" && filename !== "");
  return {
    name: text("name"),
    leikaKey: text("leikaKey"),
    summary: text("summary"),
    description: text("description"),
    fee: text("fee"),
    contact: text("contact"),
    formUrl: text("formUrl"),
    removeFile: text("removeFile") === "yes",
    file: file && { filename: file.filename, bytes: file.bytes },
  };
}

export default function ListingPage() {
  const { t } = useTranslation("catalogue");
  const { ars, municipality, id, isGone, facts, file, acts, seen } = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  const path = `/verwaltung/vor-ort/${id ?? "neu"}`;
  const own = `${path}?gemeinde=${ars}`;
  return (
    <>
      <BackLink href={`/verwaltung/vor-ort?gemeinde=${ars}`}>{t("listing.back")}</BackLink>
      <PageHeading
        above={municipality}
        title={t(id === undefined ? "listing.newTitle" : "listing.title")}
      />
      <div className="stack">
        {isGone && (
          <Alert kind="warning" live title={t("listing.gone")}>
            {answer && <p>{t("listing.goneHint")}</p>}
          </Alert>
        )}
        {answer?.theirs && (
          <OvertakenAlert
            theirs={answer.theirs}
            files
            typed={{ ...answer.facts, removeFile: "" }}
            labels={Object.fromEntries(
              (Object.keys(fresh) as (keyof typeof fresh)[]).map((name) => [
                name,
                t(`listing.${name}`),
              ]),
            )}
          />
        )}
        {(!isGone || answer) && (
          <ListingForm
            seen={answer ? answer.seen : seen}
            action={own}
            facts={answer?.facts ?? facts}
            file={file}
            hadFile={answer?.hadFile ?? false}
            removeFile={answer?.facts.removeFile ?? false}
            problems={answer?.problems ?? []}
          >
            {acts && <ActSearch search={answer?.acts ?? acts} />}
          </ListingForm>
        )}
        {id !== undefined && <RemoveListing action={own} name={facts.name} />}
      </div>
    </>
  );
}
