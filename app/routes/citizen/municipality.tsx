import type { LoaderFunctionArgs } from "@remix-run/node";
import { listServices, type ListedService } from "#app/apply/list-services.server.ts";
import { shown } from "#app/forms/shown.tsx";
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

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { t, language } = textsFor(request);
  const query = searchedFor(request);
  const typed = { typed: query, page: pageFrom(request) };
  const outcome = await listServices(portal, params["municipality"] ?? "", typed, language);
  if (outcome.kind !== "services") throw notFound({ reason: "municipality" });
  const { count, services, page, pageCount } = outcome;
  const municipality = municipalityFrame(outcome.municipality);
  const title = t("municipality.documentTitle", { municipality: municipality.name });
  const noMatch = query === "" || services.length > 0 ? undefined : { query };
  const frame: Frame = {
    ...(query === "" && { forEverybody: true }),
    title: noMatch ? `${t("municipality.noMatch", noMatch)} – ${title}` : title,
    municipality,
  };
  return { frame, municipality, query, count, services, page, pageCount };
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
  const { municipality, query, count, services, page, pageCount } = useLoaded<typeof loader>();
  const { name, href } = municipality;
  if (count === 0) return <NoServices name={name} />;
  return (
    <>
      <Breadcrumb items={[{ label: t("shell.start"), href: "/" }, { label: name }]} />
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
        <p>
          <a className="plain-link" href={query !== "" && services.length > 0 ? href : "/"}>
            {t(query !== "" && services.length > 0 ? "municipality.all" : "municipality.other")}
          </a>
        </p>
      </div>
    </>
  );
}

function NoServices({ name }: { name: string }) {
  const { t } = useTexts("portal");
  return (
    <>
      <PageHeading title={name} />
      <EmptyState
        title={t("municipality.noServices", { municipality: name })}
        action={
          <LinkButton look="secondary" href="/">
            {t("municipality.other")}
          </LinkButton>
        }
      >
        {t("municipality.noServicesHint")}
      </EmptyState>
    </>
  );
}

function Services({ services, href }: { services: readonly ListedService[]; href: string }) {
  const { t } = useTexts("portal");
  return (
    <section>
      <h2 className="section-title">{t("municipality.services")}</h2>
      <LinkList
        items={services.map(({ id, name: { text, lang }, summary, minutes }) => ({
          href: `${href}/${id}`,
          title: text,
          lang,
          secondary: shown(summary),
          ...(minutes !== null && { meta: t("municipality.minutes", { count: minutes }) }),
        }))}
      />
    </section>
  );
}
