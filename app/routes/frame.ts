import type { UIMatch } from "@remix-run/react";
import type { Namespace } from "#app/i18n/namespaces.ts";
import type { StaffBarProps } from "#app/ui/staff-bar.tsx";

/** What a page says of the frame around it: its loader returns it as `frame`. */
export interface Frame {
  /** In the language of the page; the browser's tab, and read out first. */
  readonly title: string;
  readonly municipality?: { readonly name: string; readonly href: string };
  readonly staff?: StaffBarProps;
  /** Uses the whole width: tables instead of running text. */
  readonly wide?: boolean;
}

/** What a route exports as `handle`. */
export interface RouteHandle {
  /** Files of texts that the page needs; those of the citizens' pages where absent. */
  readonly texts?: readonly Namespace[];
}

/** The frame that the innermost loaded page asks for. */
export function frameOf(matches: readonly UIMatch[]): Frame | undefined {
  const { frame } = (matches.at(-1)?.data ?? {}) as { frame?: Frame };
  return frame;
}

/** The files of texts that the matched routes need. */
export function textsOf(matches: readonly UIMatch[]): readonly Namespace[] | undefined {
  const named = matches.flatMap(({ handle }) => (handle as RouteHandle | undefined)?.texts ?? []);
  return named.length === 0 ? undefined : [...new Set(named)];
}
