import { isRouteErrorResponse, useLocation, useRouteError } from "@remix-run/react";
import { LinkButton } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { Frame } from "./frame.ts";
import type { NotFound } from "./responses.server.ts";

type Trouble =
  | NotFound["reason"]
  | "forbidden"
  | "method"
  | "badRequest"
  | "tooLarge"
  | "unsupported"
  | "tooMany"
  | "internal"
  | "unavailable";

/** What went wrong, by what a route threw. */
export function troubleOf(error: unknown): Trouble {
  if (!isRouteErrorResponse(error)) return "internal";
  switch (error.status) {
    case 400:
      return "badRequest";
    case 403:
      return "forbidden";
    case 404:
      return detailOf(error).reason ?? "page";
    case 405:
      return "method";
    case 413:
      return "tooLarge";
    case 415:
      return "unsupported";
    case 429:
      return "tooMany";
    case 503:
      return "unavailable";
    default:
      return "internal";
  }
}

/** Whose page an error is, where whoever threw it knew. */
export function useTownOfError(): Frame["municipality"] {
  const { municipality } = detailOf(useRouteError());
  return municipality && { name: municipality.name, href: `/${municipality.slug}` };
}

function detailOf(error: unknown): Partial<NotFound> {
  return isRouteErrorResponse(error) ? ((error.data ?? {}) as Partial<NotFound>) : {};
}

/** Stands in place of a page that cannot be shown; says why and where to go on. */
export function ErrorPage() {
  const { t } = useTexts("portal");
  const error = useRouteError();
  const trouble = troubleOf(error);
  if (trouble === "internal" || trouble === "unavailable") return <TroublePage trouble={trouble} />;
  const { municipality } = detailOf(error);
  return (
    <>
      <PageHeading
        above={isRouteErrorResponse(error) ? t("error.code", { status: error.status }) : undefined}
        title={t(`error.${trouble}.title`)}
        lead={t(`error.${trouble}.body`, { municipality: municipality?.name })}
      />
      <div className="actions">
        {municipality && (
          <LinkButton href={`/${municipality.slug}`}>
            {t("error.toMunicipality", { municipality: municipality.name })}
          </LinkButton>
        )}
        <LinkButton look={municipality ? "secondary" : "primary"} href="/">
          {t("error.toHome")}
        </LinkButton>
      </div>
    </>
  );
}

/** The same for trouble that passes: the page may be there at the next try. */
export function TroublePage({ trouble = "unavailable" }: { trouble?: "internal" | "unavailable" }) {
  const { t } = useTexts("portal");
  const { pathname, search } = useLocation();
  return (
    <>
      <PageHeading title={t(`error.${trouble}.title`)} lead={t(`error.${trouble}.body`)} />
      <div className="actions">
        <LinkButton href={pathname + search}>{t("error.retry")}</LinkButton>
        <LinkButton look="secondary" href="/">
          {t("error.toHome")}
        </LinkButton>
      </div>
    </>
  );
}
