import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { loadInbox } from "#app/casework/load-inbox.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { formatShortDateTime } from "#app/i18n/format.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { RouteHandle } from "../frame.ts";
import { noStore, notFound } from "../responses.server.ts";
import { InboxFilter } from "./inbox-filter.tsx";
import { InboxList } from "./inbox-list.tsx";
import { readInboxQuery, inboxHref } from "./inbox-query.ts";
import { NoEntry } from "./no-entry.tsx";
import { PlaceLinks } from "./place-links.tsx";
import { staffFrame } from "./staff-frame.server.ts";
import { requireStaff } from "./staff-session.server.ts";

export { staffHeaders as headers } from "./staff-headers.ts";
export const handle: RouteHandle = { texts: ["portal", "casework"], scripts: "atOnce" };

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const t = serverI18n(language).getFixedT(language, ["casework", "portal"]);
  const asked = readInboxQuery(new URL(request.url).searchParams);
  const inbox = await loadInbox(portal, session, asked, language);
  if (inbox.kind === "unknown") throw notFound();
  if (inbox.kind === "forbidden") {
    const title = t("portal:error.forbidden.title");
    const frame = staffFrame(session, language, { title, area: "inbox" });
    return data({ frame, kind: inbox.kind }, { status: 403, headers: noStore });
  }
  const { municipality, municipalities, entries, services, count, more } = inbox;
  const name = shortName(municipality);
  const title = t("inbox.title");
  const [first, last] = [entries[0], entries.at(-1)];
  const { after: _after, before: _before, ...filter } = asked;
  return data(
    {
      frame: staffFrame(session, language, {
        title: `${title} – ${name}`,
        area: "inbox",
        municipality: { name, href: `/${municipality.slug}` },
      }),
      kind: inbox.kind,
      asked: filter,
      places: municipalities.map((own) => ({ ars: own.ars, name: shortName(own) })),
      place: { ars: municipality.ars, name },
      services,
      count,
      entries: entries.map(({ submittedAt, ...entry }) => ({
        ...entry,
        submittedAt: formatShortDateTime(submittedAt, language),
      })),
      previous: more.before && first ? inboxHref({ ...filter, before: first }) : undefined,
      next: more.after && last ? inboxHref({ ...filter, after: last }) : undefined,
    },
    { headers: noStore },
  );
}

export default function InboxPage() {
  const inbox = useLoaderData<typeof loader>();
  const { t } = useTranslation("casework");
  if (inbox.kind === "forbidden") return <NoEntry />;
  const { asked, places, place, services, count } = inbox;
  const empty = count === 0 && services.length === 0;
  return (
    <>
      <PageHeading above={place.name} title={t("inbox.title")} />
      <PlaceLinks
        places={places}
        current={place.ars}
        hrefOf={(municipality) => inboxHref({ municipality })}
      />
      {!empty && <InboxFilter asked={asked} services={services} />}
      <InboxList {...inbox} />
    </>
  );
}
