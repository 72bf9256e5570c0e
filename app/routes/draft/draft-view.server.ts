import { loadDraft } from "#app/apply/make-resume-link.server.ts";
import type { MailOutcome } from "#app/apply/mail-resume-link.server.ts";
import type { HeldUp } from "#app/apply/pass-limit.server.ts";
import type { NoJourney, Visit } from "#app/apply/open-journey.server.ts";
import { writeCode } from "#app/apply/resume-secrets.server.ts";
import type { Portal } from "#app/catalogue/portal.server.ts";
import { furthestStep, isComplete } from "#app/domain/journey.ts";
import type { ShownText } from "#app/domain/page-form.ts";
import { showText } from "#app/domain/shown-page.ts";
import { formatDay } from "#app/i18n/format.ts";
import type { QrSquares } from "#app/ui/qr-code.tsx";
import { municipalityFrame, serviceUrl } from "../citizen/addresses.ts";
import { trialOf } from "../citizen/trial.ts";
import { noJourney } from "../citizen/journey-responses.server.ts";
import type { Frame } from "../frame.ts";
import { qrSquares } from "../qr-squares.server.ts";
import { textsFor } from "../texts-for.server.ts";
import { isPassphraseRefused } from "./passphrase.ts";
import { resumeUrl } from "./link-letter.server.ts";

/** What became of a link that was to be mailed. */
export type Mailed = Exclude<MailOutcome, NoJourney | HeldUp | { kind: "nothing" }> & {
  readonly to: string;
};

export interface ShownLink {
  readonly url: string;
  readonly code: string;
  readonly qr: QrSquares;
}

export interface DraftView {
  readonly frame: Frame;
  readonly base: string;
  readonly service: ShownText;
  readonly draft?: {
    readonly until: string;
    /** Where one goes on, below the service. */
    readonly address: string;
    readonly link?: ShownLink;
    readonly canMail: boolean;
  };
  readonly mailed?: Mailed;
  readonly passphraseRefused: boolean;
}

/** A draft and everything that one can do with it besides filling it in. Throws a `Response`. */
export async function draftView(
  portal: Portal,
  request: Request,
  visit: Visit,
  mailed?: Mailed,
): Promise<DraftView> {
  const { language, t } = textsFor(request);
  const found = await loadDraft(portal, visit);
  if (found.kind !== "draft" && found.kind !== "nothing") throw noJourney(found, visit);
  const { journey, municipality } = found.open;
  const service = showText(journey.offering.service.name, language);
  const passphraseRefused = !mailed && isPassphraseRefused(request);
  const title = t("draft:documentTitle", { service: service.text });
  const frame = {
    title: passphraseRefused ? t("page.errorTitle", { title }) : title,
    municipality: municipalityFrame(municipality),
    ...trialOf(found.open, visit),
  };
  const page = { frame, base: serviceUrl(visit), service, passphraseRefused };
  if (found.kind === "nothing") return page;
  const furthest = isComplete(journey) ? undefined : furthestStep(journey);
  return {
    ...page,
    draft: {
      until: formatDay(found.expiresAt, language),
      address: furthest?.address ?? "pruefen",
      ...(found.link && { link: shownLink(request, found.link) }),
      canMail: portal.mailer !== undefined,
    },
    ...(mailed && { mailed }),
  };
}

function shownLink(request: Request, { token, code }: { token: string; code: string }): ShownLink {
  const url = resumeUrl(request, token);
  return { url, code: writeCode(code), qr: qrSquares(url) };
}
