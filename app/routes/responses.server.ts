import { redirect } from "@remix-run/node";
import { readForm, type FormInput } from "#app/platform/http-form.server.ts";

/** Why there is nothing at an address; the error page turns it into words. */
export interface NotFound {
  readonly reason: "page" | "municipality" | "notOffered" | "receipt" | "preview";
  /** Where to go on from here. */
  readonly municipality?: { readonly slug: string; readonly name: string };
}

/** A 404 in the look of the site, to be thrown. */
export function notFound(detail: NotFound = { reason: "page" }): Response {
  return Response.json(detail, { status: 404 });
}

/** The posted form; another method, or a body that is no form, ends the request. Throws a `Response`. */
export async function formOf(request: Request): Promise<FormInput> {
  if (request.method !== "POST") {
    throw new Response(null, { status: 405, headers: { Allow: "GET, HEAD, POST" } });
  }
  const form = await readForm(request);
  if (form.ok) return form;
  throw new Response(null, { status: form.status });
}

/** Form pages hold what someone typed: no cache may keep them. */
export const noStore = { "Cache-Control": "no-store" };

/** Leads somewhere in a municipality once something was done. */
export function goTo(ars: string, path: string, query: Record<string, string> = {}): Response {
  const search = new URLSearchParams({ gemeinde: ars, ...query });
  return redirect(`${path}?${search.toString()}`, { status: 303, headers: noStore });
}
