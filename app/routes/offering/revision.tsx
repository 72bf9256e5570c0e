import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { compareRevision } from "#app/administration/adjust/list-revisions.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Table } from "#app/ui/table.tsx";
import type { RouteHandle } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { noStore, notFound } from "../responses.server.ts";
import {
  inLanguage,
  offeringFrame,
  offeringHref,
  offeringRequest,
  refuse,
} from "./offering-request.server.ts";
import { ShownLines, usePlaceTitle } from "./shown-lines.tsx";
import { shownPeople } from "./shown-people.server.ts";
import { shownPlace, shownValue } from "./shown-value.server.ts";
import { WhoDidIt } from "./who-did-it.tsx";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = { texts: ["portal", "casework", "offering"] };

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const asked = await offeringRequest(request, params["service"], portal);
  const { session, language, key } = asked;
  const number = Number(params["number"]);
  if (!Number.isInteger(number) || number < 1) throw notFound();
  const found = await compareRevision(portal, session, key, number);
  if (found.kind !== "compared") return refuse(found.kind);
  const { municipality, service, changes, row, names } = found;
  const t = serverI18n(language).getFixedT(language, "offering");
  const title = t("revision.title", { number });
  return data(
    {
      frame: offeringFrame(asked, municipality, title),
      title,
      above: `${shortName(municipality)} · ${inLanguage(service.name, language)}`,
      back: offeringHref(key),
      lead: t(found.before === undefined ? "revision.first" : "revision.against", {
        number: found.before,
      }),
      people: shownPeople(row, names, language),
      note: row.note,
      changes: changes.map(({ place, before, after }) => ({
        ...shownPlace(service, place, language, after ?? before),
        before: shownValue(service, place, before, language),
        after: shownValue(service, place, after, language),
      })),
    },
    { headers: noStore },
  );
}

/** What one revision changed. */
export default function RevisionPage() {
  const { t } = useTranslation("offering");
  const { title, above, back, lead, changes, people, note } = useLoaded<typeof loader>();
  const titleOf = usePlaceTitle();
  return (
    <>
      <BackLink href={back}>{t("settings.back")}</BackLink>
      <PageHeading above={above} title={title} lead={lead} />
      <div className="stack">
        <WhoDidIt people={people} note={note} />
      </div>
      {changes.length === 0 ? (
        <p>{t("revision.same")}</p>
      ) : (
        <Table
          caption={title}
          captionHidden
          columns={[
            { label: t("clash.place") },
            { label: t("revision.before") },
            { label: t("revision.after") },
          ]}
          rows={changes.map((change) => ({
            key: change.place,
            cells: [
              titleOf(change),
              <ShownLines key="before" value={change.before} />,
              <ShownLines key="after" value={change.after} />,
            ],
          }))}
        />
      )}
    </>
  );
}
