import type { UIMatch } from "@remix-run/react";
import { languages, staffLanguages, type Language } from "#app/i18n/languages.ts";
import { isForStaff, type Namespace } from "#app/i18n/namespaces.ts";
import type { StaffBarProps } from "#app/ui/staff-bar.tsx";

/** What a page says of the frame around it: its loader returns it as `frame`. */
export interface Frame {
  /** In the language of the page; the browser's tab, and read out first. */
  readonly title: string;
  readonly municipality?: { readonly name: string; readonly href: string };
  readonly staff?: StaffBarProps;
  /** The page holds not a word that anybody typed, so that it may be rendered once and kept in memory. */
  readonly forEverybody?: true;
  /** Uses the whole width: tables instead of running text. */
  readonly wide?: boolean;
}

/** What a route exports as `handle`. */
export interface RouteHandle {
  /** Files of texts that the page needs; those of the citizens' pages where absent. */
  readonly texts?: readonly Namespace[];
  /** Whether scripts add anything to the page; all others are sent without any. */
  readonly scripts?: true;
  /** Whether its posts can be held up by a limit (429): that page works better with scripts. */
  readonly limited?: true;
}

/** A matched route, as far as it says something of itself. */
type Matched = { readonly handle: unknown };

/** The frame that the innermost loaded page asks for. */
export function frameOf(matches: readonly UIMatch[]): Frame | undefined {
  const { frame } = (matches.at(-1)?.data ?? {}) as { frame?: Frame };
  return frame;
}

/** Whether a matched route wants scripts. */
export function wantsScripts(matches: readonly Matched[], status: number | undefined): boolean {
  return matches.some(({ handle }) => {
    const { scripts, limited } = (handle ?? {}) as RouteHandle;
    return scripts === true || (limited === true && status === 429);
  });
}

/** The files of texts that the matched routes need. */
export function textsOf(matches: readonly Matched[]): readonly Namespace[] | undefined {
  const named = matches.flatMap(({ handle }) => (handle as RouteHandle | undefined)?.texts ?? []);
  return named.length === 0 ? undefined : [...new Set(named)];
}

/** The languages that the page speaks: those of its files of texts. */
export function languagesOf(matches: readonly Matched[]): readonly Language[] {
  return textsOf(matches)?.some(isForStaff) === true ? staffLanguages : languages;
}
