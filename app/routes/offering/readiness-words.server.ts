import type { ReadinessCheck } from "#app/domain/readiness-check.ts";
import type { OfferingKey } from "#app/domain/revision.ts";
import { formatDay } from "#app/i18n/format.ts";
import type { Language } from "#app/i18n/languages.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import type { Actor } from "#app/identity/permissions.ts";
import { remedyHref } from "./remedy-href.ts";

/** One thing that was looked at, in words. */
export interface WordedCheck extends Pick<ReadinessCheck, "what" | "light"> {
  readonly name: string;
  /** The light in a word. */
  readonly state: string;
  readonly found: string;
  /** What is to be done, and where; absent where nothing is. */
  readonly remedy?: { readonly text: string; readonly href?: string };
  /** Can be asked for at once: a link to an address, which somebody there confirms. */
  readonly ask?: { readonly text: string; readonly address: string };
}

/** Checks of an offering as staff read them. */
export function wordChecks(
  checks: readonly ReadinessCheck[],
  actor: Actor,
  key: OfferingKey,
  language: Language,
): readonly WordedCheck[] {
  const t = serverI18n(language).getFixedT(language, "readiness");
  const hrefOf = (remedy: string | undefined) => {
    const href = remedy === undefined ? undefined : remedyHref(actor, key, remedy);
    return href === undefined ? {} : { href };
  };
  return checks.map(({ what, light, finding, about, on, remedy, confirmable }) => ({
    what,
    light,
    name: t(`check.${what}.name`),
    state: t(`states.${light}`),
    found: t(`check.${what}.${finding}`, {
      about,
      count: Number(about),
      day: on && formatDay(on, language),
    }),
    ...(light !== "green" && {
      remedy: {
        text: t(`check.${what}.remedy`),
        ...hrefOf(remedy),
      },
    }),
    ...(confirmable !== undefined && {
      ask: { text: t("check.mailbox.ask"), address: confirmable },
    }),
  }));
}
