import { useLocation, useMatches, useRouteError } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useResponseStatus } from "#app/http/response-status.ts";
import { troubleOf } from "./error-page.tsx";
import { frameOf } from "./frame.ts";

/** The title of the page or of the trouble; a page that came back with errors says so first (GOV.UK, WCAG 2.4.2). */
export function useDocumentTitle(): string {
  const { t } = useTranslation("portal");
  const status = useResponseStatus();
  const { key } = useLocation();
  const [first] = useState(key);
  const error = useRouteError();
  const title = frameOf(useMatches())?.title;
  if (error !== undefined && error !== null) return t(`error.${troubleOf(error)}.title`);
  if (title === undefined) return t("home.title");
  // The status is that of the document: pages that come without one see to their title themselves.
  if (status === 429 && key === first) return t("limit.documentTitle", { title });
  return status === 422 && key === first ? t("page.errorTitle", { title }) : title;
}

/** The page whose title had the focus last; the first one is the browser's own business. */
let focused: string | undefined;

/** A page that comes without a new document is announced by moving the focus to its title. */
export function useFocusOnNewPage(): void {
  const { pathname } = useLocation();
  const failed = Boolean(useRouteError());
  const page = failed ? `${pathname} failed` : pathname;
  useEffect(() => {
    const before = focused;
    focused = page;
    if (before === undefined || before === page) return;
    const heading = document.querySelector<HTMLElement>("main h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  }, [page]);
}
