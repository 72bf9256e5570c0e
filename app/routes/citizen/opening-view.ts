import type { Opening } from "#app/catalogue/load-offering.server.ts";
import type { WindowState } from "#app/domain/offering-window.ts";
import type { ShownText } from "#app/domain/page-form.ts";
import { showText } from "#app/domain/shown-page.ts";
import { formatDateTime } from "#app/i18n/format.ts";
import type { Language } from "#app/i18n/languages.ts";

/** How an offering stands, in one language. */
export interface OpeningView {
  readonly kind: WindowState["kind"];
  readonly mayFile: boolean;
  readonly opensAt?: string;
  /** Until when may be filed. */
  readonly until?: string;
  /** In the words of the municipality. */
  readonly text?: ShownText;
}

export function openingView({ state }: Pick<Opening, "state">, language: Language): OpeningView {
  const { kind, mayFile, opensAt, fileUntil, text } = state;
  return {
    kind,
    mayFile,
    ...(opensAt && { opensAt: formatDateTime(opensAt, language) }),
    ...(fileUntil && { until: formatDateTime(fileUntil, language) }),
    ...(text && { text: showText(text, language) }),
  };
}
