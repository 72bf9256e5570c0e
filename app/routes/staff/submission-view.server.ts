import { longestNote } from "#app/casework/change-status.server.ts";
import type { OpenedSubmission } from "#app/casework/open-submission.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { mayBeOpened, type ScanState } from "#app/domain/scan-state.ts";
import { isFinished, nextStatuses, type SubmissionStatus } from "#app/domain/submission-status.ts";
import type { SubmissionDocument, SummarySection } from "#app/domain/submission.ts";
import {
  formatDateTime,
  formatDay,
  formatFileSize,
  formatShortDateTime,
  localeOf,
} from "#app/i18n/format.ts";
import type { Language } from "#app/i18n/languages.ts";

/** A submission as plain texts and codes, ready to be shown. */
export interface SubmissionView {
  readonly id: string;
  readonly reference: string;
  /** Synthetic. */
  readonly test: boolean;
  readonly service: string;
  readonly serviceVersion: string;
  readonly municipality: { readonly name: string; readonly href: string } | undefined;
  readonly inbox: string;
  readonly submittedAt: string;
  readonly status: SubmissionStatus;
  readonly nextStatuses: readonly SubmissionStatus[];
  readonly finished: boolean;
  /** Whether the applicant hears by mail of every status. */
  readonly everyStatus: boolean;
  /** Characters of a note to the applicant. */
  readonly longestNote: number;
  /** What was missing when it was filed, and until when it could be handed in. */
  readonly missing: { readonly until: string; readonly labels: readonly string[] } | undefined;
  /** Why mails did not arrive. */
  readonly mailTrouble: readonly string[];
  readonly handedIn: SubmissionView["attachments"];
  readonly forwarding: OpenedSubmission["forwarding"];
  readonly assuranceLevel: SubmissionDocument["assuranceLevel"];
  /** Of the answers: BCP 47, and by its name. */
  readonly language: { readonly code: string; readonly name: string };
  readonly sections: readonly SummarySection[];
  readonly fees: SubmissionDocument["fees"];
  readonly payment: SubmissionDocument["payment"];
  readonly attachments: readonly {
    readonly id: string;
    readonly name: string;
    readonly what: string;
    readonly scan: ScanState;
    readonly mayBeOpened: boolean;
  }[];
  readonly hasFimSchema: boolean;
  readonly history: readonly (Omit<OpenedSubmission["history"][number], "at"> & {
    readonly at: string;
  })[];
}

export function viewOf(opened: OpenedSubmission, language: Language): SubmissionView {
  const { row, document, municipality, history, forwarding, handedIn, mails, scans } = opened;
  const { missing } = document;
  const shownFile = ({ id, name, size, mediaType }: OpenedSubmission["handedIn"][number]) => {
    const scan = scans.get(id) ?? "pending";
    const what = `${shortType(mediaType)}, ${formatFileSize(size, language)}`;
    return { id, name, what, scan, mayBeOpened: mayBeOpened(scan) };
  };
  return {
    id: row.id,
    reference: row.reference,
    test: row.test,
    service: document.service.name,
    serviceVersion: document.service.version,
    municipality: municipality && {
      name: shortName(municipality),
      href: `/${municipality.slug}`,
    },
    inbox: `/eingang?gemeinde=${row.ars}`,
    submittedAt: formatDateTime(row.submittedAt, language),
    status: row.status,
    nextStatuses: nextStatuses(row.status),
    forwarding,
    assuranceLevel: document.assuranceLevel,
    language: { code: document.language, name: languageName(document.language, language) },
    sections: document.summary,
    fees: document.fees,
    payment: document.payment,
    attachments: document.attachments.map(shownFile),
    handedIn: handedIn.map(shownFile),
    finished: isFinished(row.status),
    everyStatus: opened.everyStatus,
    longestNote,
    missing: missing && {
      until: formatDay(missing.until, language),
      labels: missing.answers.map(({ label }) => label),
    },
    mailTrouble: mails.flatMap(({ lastError }) => (lastError === null ? [] : [lastError])),
    hasFimSchema: document.service.fimId !== undefined,
    history: history.map(({ at, ...entry }) => ({
      ...entry,
      at: formatShortDateTime(at, language),
    })),
  };
}

function languageName(code: string, language: Language): string {
  return new Intl.DisplayNames(localeOf(language), { type: "language" }).of(code) ?? code;
}

/** "PDF" for `application/pdf`. */
function shortType(mediaType: string): string {
  return (mediaType.split("/").at(-1) ?? mediaType).toUpperCase();
}
