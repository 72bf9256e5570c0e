import { maxSendable, type FileRules } from "../domain/file-limits.ts";
import type { StoredFile } from "../domain/fields/kinds.ts";
import type { ScanState } from "../domain/scan-state.ts";
import { dayOf } from "../domain/deadline.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { RefusalCode } from "../files/examined.ts";
import { checkFileName } from "../files/file-name.ts";
import { ScannerAwayError } from "../files/scanner.server.ts";
import type { StoredContent } from "../platform/storage.server.ts";

/** A file that cannot be taken; `params` name it, so that people know which one is meant. */
export interface RefusedFile {
  readonly kind: "refused";
  readonly code: RefusalCode | "file.tooMany" | "file.draftFull";
  readonly params: Readonly<Record<string, string | number>>;
}
/** A file in storage that belongs to nobody yet. */
export interface ReceivedFile {
  readonly kind: "received";
  readonly file: Omit<StoredFile, "id">;
  readonly content: StoredContent;
  readonly scan: ScanState;
}

/** Looks into a file, has it scanned and stores what is to be kept of it. Takes a while: not within a transaction. */
export async function receiveFile(
  portal: Portal,
  rules: FileRules,
  filename: string,
  bytes: Uint8Array,
): Promise<ReceivedFile | RefusedFile> {
  const named = checkFileName(filename);
  const refused = (code: RefusedFile["code"], params: RefusedFile["params"] = {}): RefusedFile => ({
    kind: "refused",
    code,
    params: { file: named.name, ...params },
  });
  if (!named.ok) return refused(named.code);
  if (bytes.length === 0) return refused("file.empty");
  if (bytes.length > maxSendable(rules)) return refused("file.tooLarge", { max: rules.maxSize });
  const examined = await portal.examiner.examine({ ...rules, bytes, today: dayOf(portal.clock()) });
  if (examined.kind === "refused") return refused(examined.code, examined.params);
  const scan = await scanNow(portal, examined.bytes);
  if (scan === "infected") return refused("file.infected");
  const content = await portal.storage.put(examined.bytes);
  const { mediaType, pages, advice } = examined;
  return {
    kind: "received",
    content,
    scan,
    file: {
      name: named.name,
      size: content.size,
      mediaType,
      sha256: content.sha256,
      ...(pages !== undefined && { pages }),
      ...(advice.length > 0 && { advice }),
    },
  };
}

/** Asks the scanner once, while the content is in the clear. A scanner that is away is asked again after filing. */
export async function scanNow(
  { scanner, log }: Pick<Portal, "scanner" | "log">,
  bytes: Uint8Array,
): Promise<ScanState> {
  if (!scanner) return "not-scanned";
  try {
    const verdict = await scanner.scan([bytes]);
    if (verdict.kind === "infected") log.warn("file.infected", { signature: verdict.signature });
    return verdict.kind;
  } catch (error) {
    if (!(error instanceof ScannerAwayError)) throw error;
    log.error("scanner.away", { reason: error.message });
    return "pending";
  }
}
