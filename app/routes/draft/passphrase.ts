import type { RawInput } from "#app/domain/page-form.ts";

/** The passphrase in a posted form. */
export function passphraseIn(raw: RawInput): string {
  return [raw["passphrase"] ?? ""].flat().at(-1) ?? "";
}

/** Whether the page is shown because a passphrase was too short: files cannot come with a page that says so. */
export function isPassphraseRefused(request: Request): boolean {
  return new URL(request.url).searchParams.get("fehler") === "kennwort";
}
