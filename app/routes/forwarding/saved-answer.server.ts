import { data } from "@remix-run/node";
import type { SavedDestination } from "#app/administration/save-destination.server.ts";
import { goTo, noStore, notFound } from "../responses.server.ts";

/** What stood in the form of a destination. Secrets do not travel back: what was typed wrongly there is typed again. */
export interface FilledForm {
  readonly typed: Readonly<Record<string, readonly string[]>>;
  readonly own: {
    readonly name: string;
    readonly lanes: string | undefined;
    readonly active: string | undefined;
    readonly seen: string | undefined;
  };
  /** It is an earlier state that somebody wanted back, and nobody has typed it. */
  readonly earlier?: boolean;
}

/** What becomes of a destination that somebody wanted to save. Throws 404. */
export function savedAnswer(ars: string, saved: SavedDestination, form: FilledForm) {
  switch (saved.kind) {
    case "unknown":
      throw notFound();
    case "saved":
      return goTo(ars, `/verwaltung/ziele/${saved.id}`, { gespeichert: "" });
    case "asked":
      return goTo(ars, `/verwaltung/ziele/${saved.id}`, { gefragt: "" });
    default:
      return data(
        // Of what was overtaken: what others have saved stands beside what was typed.
        {
          kind: "refused" as const,
          overtaken: saved.kind === "overtaken",
          waits: saved.kind === "waits",
          problems: saved.kind === "refused" ? saved.problems : [],
          ...form,
          earlier: form.earlier === true,
        },
        { status: saved.kind === "refused" ? 422 : 409, headers: noStore },
      );
  }
}
