import type { StoredForm } from "#db/queries/listed-services.ts";
import { dayOf } from "../domain/deadline.ts";
import { checkFileName } from "../files/file-name.ts";
import { ScannerAwayError } from "../files/scanner.server.ts";
import type { Portal } from "./portal.server.ts";

/** What it takes to look into a form and to store it. */
export type FormParts = Pick<Portal, "clock" | "examiner" | "scanner" | "storage" | "log">;

/** Bytes of a paper form. */
const maxSize = 10 * 1024 * 1024;

/**
 * Looks into a paper form, has it scanned, and stores it. Citizens download it: so nothing is taken while a scanner that is
 * configured does not answer.
 */
export async function storeForm(
  portal: FormParts,
  { filename, bytes }: { readonly filename: string; readonly bytes: Uint8Array },
): Promise<
  | { readonly kind: "stored"; readonly form: StoredForm }
  | { readonly kind: "refused"; readonly code: `file.${string}` }
> {
  const refused = (code: `file.${string}`) => ({ kind: "refused", code }) as const;
  const named = checkFileName(filename);
  if (bytes.length === 0) return refused("file.empty");
  if (bytes.length > maxSize) return refused("file.tooLarge");
  const mediaTypes = ["application/pdf"];
  const today = dayOf(portal.clock());
  const examined = await portal.examiner.examine({ bytes, mediaTypes, maxSize, today });
  if (examined.kind === "refused") return refused(examined.code);
  const scan = await scanned(portal, examined.bytes);
  if (scan !== "clean") return refused(scan);
  const { storageKey, fileKey, size } = await portal.storage.put(examined.bytes);
  const name = named.ok ? named.name : "formular.pdf";
  return { kind: "stored", form: { storageKey, fileKey, name, size } };
}

async function scanned(
  { scanner, log }: FormParts,
  bytes: Uint8Array,
): Promise<"clean" | "file.infected" | "file.scannerAway"> {
  if (!scanner) return "clean";
  try {
    return (await scanner.scan([bytes])).kind === "infected" ? "file.infected" : "clean";
  } catch (error) {
    if (!(error instanceof ScannerAwayError)) throw error;
    log.error("scanner.away", { reason: error.message });
    return "file.scannerAway";
  }
}
