import type { FormInput } from "#app/platform/http-form.server.ts";
import type { UploadedFile } from "#app/operations/authoring/read-source.server.ts";

interface Uploads {
  readonly schema: UploadedFile | undefined;
  /** Code lists and translations. */
  readonly others: readonly UploadedFile[];
  /** `service.json`. */
  readonly given: UploadedFile | undefined;
}

/** What was chosen in the controls for files; a control left empty sends a file without name or content. */
export function uploadsIn(files: FormInput["files"]): Uploads {
  const chosen = (control: string): UploadedFile[] =>
    files
      .filter(
        ({ name, filename, bytes }) => name === control && (filename !== "" || bytes.length > 0),
      )
      .map(({ filename, bytes }) => ({ name: filename, bytes }));
  const [schema] = chosen("schema");
  const [given] = chosen("paket");
  return { schema, others: chosen("weitere"), given };
}
