import { createCookie } from "@remix-run/node";
import { readAttempts, writeAttempts, type Attempt } from "#app/apply/sign-in-attempts.server.ts";
import type { Portal } from "#app/catalogue/portal.server.ts";

/** Longer than a sign-in may take, so that whoever comes back too late learns that and gets back to the service. */
const kept = 3600;

type Keys = Pick<Portal, "config">;

/** Sent along by the one address to which the provider returns people and by those of the service. */
function cookieOf(request: Request) {
  return createCookie("anmeldung", {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: new URL(request.url).protocol === "https:",
    maxAge: kept,
  });
}

/** The sign-ins under way in the browser of a request. */
export async function attemptsIn(request: Request, { config }: Keys): Promise<readonly Attempt[]> {
  const text: unknown = await cookieOf(request).parse(request.headers.get("cookie"));
  return readAttempts(config.masterKey, typeof text === "string" ? text : undefined);
}

/** The header that hands sign-ins to the browser, or takes the last one away. */
export async function attemptsHeader(
  request: Request,
  { config }: Keys,
  attempts: readonly Attempt[],
): Promise<string> {
  const text = writeAttempts(config.masterKey, attempts);
  return cookieOf(request).serialize(text ?? "", text === undefined ? { maxAge: 0 } : {});
}
