import type { LoaderFunctionArgs } from "@remix-run/node";
import type { TFunction } from "i18next";
import { listServices, type ListedService } from "#app/apply/list-services.server.ts";
import type { ShownText } from "#app/domain/page-form.ts";
import { shown } from "#app/forms/shown.tsx";
import type { Language } from "#app/i18n/languages.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Breadcrumb } from "#app/ui/breadcrumb.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { LinkList } from "#app/ui/link-list.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { SearchForm } from "#app/ui/search-form.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { Frame } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { notFound } from "../responses.server.ts";
import { searchedFor, textsFor } from "../texts-for.server.ts";
import { municipalityFrame } from "./addresses.ts";
import { openingView } from "./opening-view.ts";

export async function loader({
  request,
  params,
  context: { portal, ownHostOf },
}: LoaderFunctionArgs) {
  const { t, language } = textsFor(request);
  const query = searchedFor(request);
  const typed = { typed: query, page: pageFrom(request) };
  const outcome = await listServices(portal, params["municipality"] ?? "", typed, language);
  if (outcome.kind !== "services") throw notFound({ reason: "municipality" });
  const { count, page, pageCount } = outcome;
  const services = outcome.services.map((service): ShownService => {
    const { id, name, summary, onPaper } = service;
    const note = onPaper ? undefined : noteOf(service, language, t);
    return { id, name, summary, ...(onPaper && { onPaper }), ...(note !== undefined && { note }) };
  });
  const municipality = municipalityFrame(outcome.municipality);
  const title = t("municipality.documentTitle", { municipality: municipality.name });
  const noMatch = query === "" || services.length > 0 ? undefined : { query };
  const frame: Frame = {
    ...(query === "" && { forEverybody: true }),
    title: noMatch ? `${t("municipality.noMatch", noMatch)} – ${title}` : title,
    municipality,
  };
  // At a host of its own "/" is this page; the others are at the portal's, if that is known.
  const start =
    ownHostOf === undefined ? "/" : portal.config.publicUrl && `${portal.config.publicUrl}/`;
  return { frame, municipality, query, count, services, page, pageCount, start };
}

interface ShownService {
  readonly id: string;
  readonly name: ShownText;
  readonly summary: ShownText;
  readonly onPaper?: true;
  /** How it stands, or how long it takes. */
  readonly note?: string;
}

function noteOf(service: ListedService, language: Language, t: TFunction): string | undefined {
  const { state, test, minutes } = service;
  const { kind, opensAt } = openingView({ state }, language);
  if (kind !== "open") return t(`opening.note.${kind}`, { from: opensAt });
  if (test) return t("opening.note.test");
  return minutes === null ? undefined : t("municipality.minutes", { count: minutes });
}

function pageFrom(request: Request): number {
  const page = Number(new URL(request.url).searchParams.get("seite") ?? 1);
  return Number.isInteger(page) && page > 0 ? page : 1;
}

function pageQuery(query: string, page: number): string {
  const parts = { ...(query !== "" && { suche: query }), ...(page > 1 && { seite: String(page) }) };
  const text = new URLSearchParams(parts).toString();
  return text === "" ? "" : `?${text}`;
}

/** Fewer are seen at a glance. */
const worthSearching = 5;

export default function MunicipalityPage() {
  const { t } = useTexts("portal");
  const { municipality, query, count, services, page, pageCount, start } =
    useLoaded<typeof loader>();
  const { name, href } = municipality;
  if (count === 0) return <NoServices name={name} start={start} />;
  return (
    <>
      {start !== undefined && (
        <Breadcrumb items={[{ label: t("shell.start"), href: start }, { label: name }]} />
      )}
      <PageHeading
        title={t("municipality.title")}
        lead={t("municipality.lead", { municipality: name })}
      />
      <div className="stack">
        {(count >= worthSearching || query !== "") && (
          <SearchForm
            action={href}
            name="suche"
            label={t("municipality.filterLabel")}
            button={t("municipality.filter")}
            defaultValue={query}
            autoComplete="off"
          />
        )}
        {services.length === 0 ? (
          <EmptyState
            title={t("municipality.noMatch", { query })}
            action={
              <LinkButton look="secondary" href={href}>
                {t("municipality.all")}
              </LinkButton>
            }
          />
        ) : (
          <Services services={services} href={href} />
        )}
        <Pagination
          page={page}
          pageCount={pageCount}
          hrefOf={(other) => `${href}${pageQuery(query, other)}`}
        />
        <OtherList href={href} narrowed={query !== "" && services.length > 0} start={start} />
      </div>
    </>
  );
}

interface OtherListProps {
  readonly href: string;
  readonly narrowed: boolean;
  readonly start: string | undefined;
}

/** To all services where only some are shown, else to other municipalities. */
function OtherList({ href, narrowed, start }: OtherListProps) {
  const { t } = useTexts("portal");
  const target = narrowed ? href : start;
  if (target === undefined) return null;
  return (
    <p>
      <a className="plain-link" href={target}>
        {t(narrowed ? "municipality.all" : "municipality.other")}
      </a>
    </p>
  );
}

function NoServices({ name, start }: { name: string; start: string | undefined }) {
  const { t } = useTexts("portal");
  return (
    <>
      <PageHeading title={name} />
      <EmptyState
        title={t("municipality.noServices", { municipality: name })}
        action={
          start === undefined ? undefined : (
            <LinkButton look="secondary" href={start}>
              {t("municipality.other")}
            </LinkButton>
          )
        }
      >
        {t("municipality.noServicesHint")}
      </EmptyState>
    </>
  );
}

function Services({ services, href }: { services: readonly ShownService[]; href: string }) {
  const { t } = useTexts("portal");
  return (
    <section>
      <h2 className="section-title">
        {t(
          services.some(({ onPaper }) => onPaper)
            ? "municipality.servicesAndPaper"
            : "municipality.services",
        )}
      </h2>
      <LinkList
        items={services.map((service) => ({
          href: `${href}/${service.id}`,
          title: service.name.text,
          lang: service.name.lang,
          secondary: shown(service.summary),
          meta: service.onPaper ? <Badge>{t("listing.badge")}</Badge> : service.note,
        }))}
      />
    </section>
  );
}
