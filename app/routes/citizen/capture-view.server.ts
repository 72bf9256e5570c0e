import type { OpenCapture } from "#app/apply/draft-captures.server.ts";
import type { ShownCapture } from "#app/forms/form-tools.ts";
import { formatTime } from "#app/i18n/format.ts";
import type { Language } from "#app/i18n/languages.ts";
import { qrSquares } from "../qr-squares.server.ts";

/** Phones that may send photos, by field, with the link that they need. */
export function captureViews(
  request: Request,
  captures: readonly OpenCapture[],
  language: Language,
): Readonly<Record<string, ShownCapture>> {
  const { origin } = new URL(request.url);
  return Object.fromEntries(
    captures.map(({ id, name, token, expiresAt, photos, waits }) => {
      const link = `${origin}/handy/${token}`;
      const until = formatTime(expiresAt, language);
      return [name, { id, link, qr: qrSquares(link), until, photos, waits }];
    }),
  );
}
