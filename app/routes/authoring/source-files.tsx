import { useTranslation } from "react-i18next";
import { FileInput } from "#app/ui/controls/file-input.tsx";
import type { ShownProblem } from "./authoring-page.server.ts";

/** What the files were called that were sent; absent where none was chosen. */
interface SentNames {
  readonly schema?: string | undefined;
  readonly given?: string | undefined;
}

/** The control from which a problem of files came. */
export function controlOfFile(
  { file }: Pick<ShownProblem, "file">,
  names: SentNames | undefined,
): string {
  if (file === names?.schema) return "schema";
  if (file === names?.given) return "paket";
  if (file !== "service.json") return "weitere";
  // Of a package that was made of the schema.
  return names?.given === undefined ? "schema" : "paket";
}

interface SourceFilesProps {
  readonly schemaLabel: string;
  readonly othersHint: string;
  readonly packageHint: string;
  readonly required?: boolean;
  readonly errorAt: (name: string) => string | undefined;
}

/** Controls for the files of a workpiece, as `uploadsIn` reads them. */
export function SourceFiles(props: SourceFilesProps) {
  const { schemaLabel, othersHint, packageHint, required = false, errorAt } = props;
  const { t } = useTranslation("authoring");
  return (
    <>
      <FileInput
        name="schema"
        label={schemaLabel}
        hint={t("start.schemaHint")}
        accept=".xml,.gz"
        multiple={false}
        required={required}
        error={errorAt("schema")}
      />
      <FileInput
        name="weitere"
        label={t("start.others")}
        hint={othersHint}
        accept=".xml,.gc,.gz"
        multiple
        error={errorAt("weitere")}
      />
      <FileInput
        name="paket"
        label={t("start.package")}
        hint={packageHint}
        accept=".json"
        multiple={false}
        error={errorAt("paket")}
      />
    </>
  );
}
