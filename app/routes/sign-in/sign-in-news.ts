import type { SignInTrouble } from "#app/apply/sign-in.server.ts";

/** What `?hinweis=` says on the page on which somebody arrives; nothing that is anybody's. */
export const signedInNews = "angemeldet";

const words: Readonly<Record<SignInTrouble, string>> = {
  cancelled: "anmeldung-abgebrochen",
  unavailable: "anmeldung-nicht-erreichbar",
  expired: "anmeldung-abgelaufen",
  clock: "anmeldung-uhrzeit",
  invalid: "anmeldung-ungueltig",
  elsewhere: "anmeldung-woanders",
};

export function troubleNews(trouble: SignInTrouble): string {
  return words[trouble];
}

/** What the address of a page says of a sign-in; undefined: nothing. */
export function signInNewsIn(request: Request): SignInNews | undefined {
  const text = new URL(request.url).searchParams.get("hinweis");
  if (text === signedInNews) return { kind: "signedIn" };
  const [trouble] = Object.entries(words).find(([, word]) => word === text) ?? [];
  return trouble === undefined ? undefined : { kind: "trouble", trouble: trouble as SignInTrouble };
}
export type SignInNews =
  { readonly kind: "signedIn" } | { readonly kind: "trouble"; readonly trouble: SignInTrouble };
