import type { TypedLook } from "#app/administration/look.server.ts";
import { nearestReadable, readColour } from "#app/domain/look/colour.ts";
import { mostFooterLinks } from "#app/domain/look/look.ts";
import type { FormInput } from "#app/platform/http-form.server.ts";

/** What was typed into the form of a look, and its picture. */
export function readLookForm({ raw, files }: FormInput): {
  readonly typed: TypedLook;
  readonly arms: Buffer | undefined;
  readonly remove: boolean;
} {
  const text = (name: string) => raw[name]?.[0] ?? "";
  const picture = files.find(({ name, bytes }) => name === "arms" && bytes.length > 0);
  return {
    typed: {
      displayName: text("displayName"),
      accent: text("accent"),
      armsAlt: text("armsAlt"),
      // Browsers post lines with two characters at their ends.
      publisher: text("publisher").replace(/\r\n?/g, "\n"),
      links: Array.from({ length: mostFooterLinks }, (_, at) => ({
        label: text(`links.${at}.label`),
        href: text(`links.${at}.href`),
      })),
    },
    arms: picture?.bytes,
    remove: text("removeArms") === "yes",
  };
}

/** With the nearest colour that can be read in place of the typed one. */
export function withProposal(typed: TypedLook): TypedLook {
  const colour = readColour(typed.accent);
  return colour === undefined ? typed : { ...typed, accent: nearestReadable(colour) };
}
