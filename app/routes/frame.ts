import type { UIMatch } from "@remix-run/react";
import type { Look } from "#app/domain/look/look.ts";
import { languages, staffLanguages, type Language } from "#app/i18n/languages.ts";
import { isForStaff, type Namespace } from "#app/i18n/namespaces.ts";
import type { AuthorityBlockProps } from "#app/ui/authority-block.tsx";
import type { StaffBarProps } from "#app/ui/staff-bar.tsx";
import type { Trial } from "#app/ui/trial-bar.tsx";

/** How a municipality's pages look and who is responsible there, as far as it has said. */
export interface TownFrame {
  readonly look?: Look;
  readonly authority?: AuthorityBlockProps;
}

/** What a page says of the frame around it: its loader returns it as `frame`. */
export interface Frame {
  /** In the language of the page; the browser's tab, and read out first. */
  readonly title: string;
  readonly municipality?: { readonly name: string; readonly href: string };
  /** How the municipality looks and is reached, where the address does not name it (`frameOfTown`). */
  readonly town?: TownFrame;
  readonly staff?: StaffBarProps;
  /** Nothing that is filed from the page counts. */
  readonly trial?: Trial;
  /** The page holds not a word that anybody typed, so that it may be rendered once and kept in memory. */
  readonly forEverybody?: true;
  /** Files of texts that this page needs beside those of its route. */
  readonly texts?: readonly Namespace[];
  /** Something on the page needs scripts before anybody touches it. */
  readonly atOnce?: true;
  /** Uses the whole width: tables instead of running text. */
  readonly wide?: boolean;
}

/** When a page loads its scripts: with itself, or at the first sign that somebody uses it. */
export type ScriptStart = "atOnce" | "atFirstTouch";

/** What a route exports as `handle`. */
export interface RouteHandle {
  /** Files of texts that the page needs; those of the citizens' pages where absent. */
  readonly texts?: readonly Namespace[];
  /** Whether scripts add anything to the page, and from when on; all others are sent without any. */
  readonly scripts?: ScriptStart;
  /** Whether its posts can be held up by a limit (429): that page works better with scripts. */
  readonly limited?: true;
}

/** A matched route, as far as it says something of itself; `data` is what its loader returned. */
type Matched = { readonly handle: unknown; readonly data?: unknown };

/** The frame that the innermost loaded page asks for. */
export function frameOf(matches: readonly UIMatch[]): Frame | undefined {
  return frameIn(matches.at(-1)?.data);
}

function frameIn(data: unknown): Frame | undefined {
  return ((data ?? {}) as { frame?: Frame }).frame;
}

/** When the matched routes want scripts; undefined where they want none. */
export function scriptStartOf(
  matches: readonly Matched[],
  status: number | undefined,
): ScriptStart | undefined {
  const wishes = matches.map(({ handle, data }) => {
    const { scripts, limited } = (handle ?? {}) as RouteHandle;
    if (limited === true && status === 429) return "atOnce";
    if (scripts !== "atFirstTouch") return scripts;
    // A page that came back tells what is wrong, and where the focus goes.
    return frameIn(data)?.atOnce === true || status !== 200 ? "atOnce" : scripts;
  });
  return wishes.find((wish) => wish === "atOnce") ?? wishes.find((wish) => wish !== undefined);
}

/** The files of texts that the matched routes need. */
export function textsOf(matches: readonly Matched[]): readonly Namespace[] | undefined {
  const named = matches.flatMap(({ handle, data }) => [
    ...((handle as RouteHandle | undefined)?.texts ?? []),
    ...(frameIn(data)?.texts ?? []),
  ]);
  return named.length === 0 ? undefined : [...new Set(named)];
}

/** The languages that the page speaks: those of its files of texts. */
export function languagesOf(matches: readonly Matched[]): readonly Language[] {
  return textsOf(matches)?.some(isForStaff) === true ? staffLanguages : languages;
}
