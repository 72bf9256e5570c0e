export type FileName =
  | { readonly ok: true; readonly name: string }
  | {
      readonly ok: false;
      readonly code: "file.nameHidden" | "file.nameTooLong";
      readonly name: string;
    };

/** Characters. */
export const longestName = 200;
/** Characters that turn the direction of what follows: `Rechnung‮fdp.exe` is read as a PDF. */
const turning = /[\u202A-\u202E\u2066-\u2069]/u;

/** What a browser calls a file, without folders and invisible characters; refused where the name misleads or is endless. */
export function checkFileName(given: string): FileName {
  const base = given.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const name = base.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "").trim() || "datei";
  const characters = [...name];
  const shown = characters.length > 60 ? `${characters.slice(0, 60).join("")}…` : name;
  if (turning.test(base)) return { ok: false, code: "file.nameHidden", name: shown };
  if (characters.length > longestName) return { ok: false, code: "file.nameTooLong", name: shown };
  return { ok: true, name };
}
