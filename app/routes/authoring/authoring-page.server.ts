import type { TFunction } from "i18next";
import type { Portal } from "#app/catalogue/portal.server.ts";
import type { FileProblem } from "#app/catalogue/file-problem.ts";
import { pickText, textIn } from "#app/domain/text.ts";
import type { StaffLanguage } from "#app/i18n/languages.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { can } from "#app/identity/permissions.ts";
import type { StaffSession } from "#app/identity/session.server.ts";
import {
  loadWorkpiece,
  type BrokenWorkpiece,
  type Workpiece,
} from "#app/operations/authoring/load-workpiece.server.ts";
import type { Frame } from "../frame.ts";
import { operatorPage } from "../operator/operator-page.server.ts";
import { noStore, notFound } from "../responses.server.ts";
import { redirect } from "@remix-run/node";

/** What every page about making services begins with. */
export interface AuthoringPage {
  readonly session: StaffSession;
  readonly language: StaffLanguage;
  readonly t: TFunction;
  readonly frame: (title: string) => Frame;
}

/** Who may not bring services into the catalogue does not learn that there is such a page. */
export async function authoringPage(request: Request, portal: Portal): Promise<AuthoringPage> {
  const { session, language, frame } = await operatorPage(request, portal);
  if (!can(session, "service.import", null)) throw notFound();
  const t = serverI18n(language).getFixedT(language, "authoring");
  return { session, language, t, frame: (title) => ({ ...frame(title), wide: true }) };
}

/** The address of a page of a workpiece. */
export function workpieceHref(serviceId: string, page = ""): string {
  return `/verwaltung/betrieb/leistungen/${serviceId}/arbeitsfassung${page === "" ? "" : `/${page}`}`;
}

export interface WorkpiecePage extends AuthoringPage {
  readonly serviceId: string;
  readonly found: Workpiece;
  /** Its name and where its pages are, for heading and navigation. */
  readonly about: AboutWorkpiece;
}

export interface AboutWorkpiece {
  readonly serviceId: string;
  readonly name: { readonly text: string; readonly language: string };
}

/** A page of a workpiece that can be worked on; one that cannot is sent to where that is told. */
export async function workpiecePage(
  request: Request,
  serviceId: string | undefined,
  portal: Portal,
): Promise<WorkpiecePage> {
  const page = await authoringPage(request, portal);
  const found = await loadWorkpiece(portal, serviceId ?? "");
  if (found.kind === "unknown") throw notFound();
  if (found.kind === "broken") throw seeOther(workpieceHref(found.row.serviceId));
  const { serviceId: id } = found.row;
  const name = pickText(found.package.name, page.language);
  return { ...page, serviceId: id, found, about: { serviceId: id, name } };
}

/** The same for the overview, which also shows what cannot be worked on any more. */
export async function anyWorkpiecePage(
  request: Request,
  serviceId: string | undefined,
  portal: Portal,
): Promise<AuthoringPage & { readonly found: Workpiece | BrokenWorkpiece }> {
  const page = await authoringPage(request, portal);
  const found = await loadWorkpiece(portal, serviceId ?? "");
  if (found.kind === "unknown") throw notFound();
  return { ...page, found };
}

export function seeOther(href: string): Response {
  return redirect(href, { status: 303, headers: noStore });
}

/** Ends the request where there is nothing to change any more. */
export function lost(serviceId: string, kind: "unknown" | "broken"): Response {
  return kind === "unknown" ? notFound() : seeOther(workpieceHref(serviceId));
}

export function titleOf({ t, found }: WorkpiecePage, title: string): string {
  return t("documentTitle", { title, service: textIn(found.package.name, "de") });
}

/** A problem in the words of the page: what, where, and what the reader of the file said. */
export interface ShownProblem {
  readonly title: string;
  readonly where: string;
  /** English; more exact than the title. */
  readonly detail: string;
  /** Node path, page, or place of the package. */
  readonly path: string | undefined;
  readonly file: string;
}

export function shownProblems(problems: readonly FileProblem[], t: TFunction): ShownProblem[] {
  return problems.map(({ code, message, file, line, column, path }) => {
    const places = [
      file,
      ...(line === undefined ? [] : [t("place.line", { line })]),
      ...(column === undefined ? [] : [t("place.column", { column })]),
      ...(path === undefined || path === "" ? [] : [t("place.at", { path })]),
    ];
    const title = t(`problem.${code}`, { defaultValue: t("problem.other") });
    return { title, where: places.join(", "), detail: message, path, file };
  });
}
