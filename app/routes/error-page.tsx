import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { NotFound } from "./responses.server.ts";

type Trouble =
  | NotFound["reason"]
  | "forbidden"
  | "badRequest"
  | "tooLarge"
  | "unsupported"
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
      return (error.data as Partial<NotFound> | null)?.reason ?? "page";
    case 413:
      return "tooLarge";
    case 415:
      return "unsupported";
    case 503:
      return "unavailable";
    default:
      return "internal";
  }
}

/** Stands in place of a page that cannot be shown; says why and where to go on. */
export function ErrorPage() {
  const { t } = useTranslation("portal");
  const error = useRouteError();
  const trouble = troubleOf(error);
  const detail = isRouteErrorResponse(error) ? (error.data as Partial<NotFound> | null) : null;
  const municipality = detail?.municipality;
  return (
    <>
      <PageHeading
        above={isRouteErrorResponse(error) ? t("error.code", { status: error.status }) : undefined}
        title={t(`error.${trouble}.title`)}
      />
      <div className="prose">
        <p className="kern-body">
          {t(`error.${trouble}.body`, { municipality: municipality?.name })}
        </p>
      </div>
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
