import type { LoaderFunctionArgs } from "@remix-run/node";
import { listServices, type ListedService } from "#app/apply/list-services.server.ts";
import { shown } from "#app/forms/shown.tsx";
import { Breadcrumb } from "#app/ui/breadcrumb.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { LinkList } from "#app/ui/link-list.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { SearchForm } from "#app/ui/search-form.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { Frame } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { notFound } from "../responses.server.ts";
import { searchedFor, textsFor } from "../texts-for.server.ts";
import { municipalityFrame } from "./addresses.ts";
import { openingView, type OpeningView } from "./opening-view.ts";

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { t, language } = textsFor(request);
  const query = searchedFor(request);
  const outcome = await listServices(portal, params["municipality"] ?? "", query, language);
  if (outcome.kind !== "services") throw notFound({ reason: "municipality" });
  const { count } = outcome;
  const services = outcome.services.map(({ state, ...service }) => ({
    ...service,
    opening: openingView({ state }, language),
  }));
  const municipality = municipalityFrame(outcome.municipality);
  const title = t("municipality.documentTitle", { municipality: municipality.name });
  const noMatch = query === "" || services.length > 0 ? undefined : { query };
  const frame: Frame = {
    ...(query === "" && { forEverybody: true }),
    title: noMatch ? `${t("municipality.noMatch", noMatch)} – ${title}` : title,
    municipality,
  };
  return { frame, municipality, query, count, services };
}

/** Fewer are seen at a glance. */
const worthSearching = 5;

export default function MunicipalityPage() {
  const { t } = useTexts("portal");
  const { municipality, query, count, services } = useLoaded<typeof loader>();
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

type ShownService = Omit<ListedService, "state"> & { readonly opening: OpeningView };

function Services({ services, href }: { services: readonly ShownService[]; href: string }) {
  const { t } = useTexts("portal");
  const metaOf = ({ opening: { kind, opensAt }, minutes, test }: ShownService) => {
    if (kind !== "open") return t(`opening.note.${kind}`, { from: opensAt });
    if (test) return t("opening.note.test");
    return minutes === null ? undefined : t("municipality.minutes", { count: minutes });
  };
  return (
    <section>
      <h2 className="section-title">{t("municipality.services")}</h2>
      <LinkList
        items={services.map((service) => ({
          href: `${href}/${service.id}`,
          title: service.name.text,
          lang: service.name.lang,
          secondary: shown(service.summary),
          meta: metaOf(service),
        }))}
      />
    </section>
  );
}
