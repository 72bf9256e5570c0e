import type { StoredFile } from "#app/domain/fields/kinds.ts";
import { formatFileSize, localeOf } from "#app/i18n/format.ts";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { useFormTools } from "../form-tools.ts";
import { said } from "../shown.tsx";

interface StoredFilesProps {
  /** Of the field. */
  readonly name: string;
  readonly files: readonly StoredFile[];
  /** Pages that the question asks for, where there are fewer. */
  readonly missingPages: number | undefined;
}

/** What is stored, with what may be wrong with it: advice, never a reason not to go on. */
export function StoredFiles({ name, files, missingPages }: StoredFilesProps) {
  const { say, language, filesAt } = useFormTools();
  const day = (date = "") =>
    new Intl.DateTimeFormat(localeOf(language), { dateStyle: "long", timeZone: "UTC" }).format(
      new Date(date),
    );
  return (
    <>
      <ul className="stored-files" aria-label={say("files")}>
        {files.map((file) => (
          <li className="stored-files__file" key={file.id}>
            <span className="stored-files__name">
              {filesAt === undefined ? (
                <bdi>{file.name}</bdi>
              ) : (
                <a className="kern-link" href={`${filesAt}/${file.id}`} download>
                  <bdi>{file.name}</bdi>
                </a>
              )}{" "}
              <span className="stored-files__size">({formatFileSize(file.size, language)})</span>
              {file.advice?.map(({ code, date }) => (
                <span className="file-advice" key={code}>
                  {said(say, `advice.${code}`, date === undefined ? {} : { date: day(date) })}
                </span>
              ))}
            </span>
            <ActionButton intent={`removeFile:${name}:${file.id}`} look="tertiary">
              {said(say, "removeFile")}
              <span className="visually-hidden">: {file.name}</span>
            </ActionButton>
          </li>
        ))}
      </ul>
      {missingPages !== undefined && (
        <p className="file-advice">{said(say, "advice.pages", { count: missingPages })}</p>
      )}
    </>
  );
}
