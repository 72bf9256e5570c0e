import type { StoredFile } from "#app/domain/fields/kinds.ts";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { FileInput } from "#app/ui/controls/file-input.tsx";
import { formatFileSize } from "#app/i18n/format.ts";
import { fileRules } from "#app/domain/fields/file-limits.ts";
import { acceptOf, fileTypes } from "../file-types.ts";
import { useFormTools, type FormTools } from "../form-tools.ts";
import { frameOf } from "../frame-of.ts";
import { shownOrNothing } from "../shown.tsx";
import type { FieldProps } from "./field-props.ts";

export function FileField({ field, name }: FieldProps<"file">) {
  const tools = useFormTools();
  const stored = tools.files[name] ?? [];
  const { mediaTypes } = fileRules(field.options);
  return (
    <FileInput
      // What has arrived must not be sent once more with the next post.
      key={stored.map(({ id }) => id).join()}
      {...frameOf(field, name, tools)}
      hint={
        <>
          {shownOrNothing(field.hint)} {ruleOf(field, tools)}
          {!field.repeat && stored.length > 0 && ` ${tools.say("replaceFile")}`}
        </>
      }
      accept={acceptOf(mediaTypes)}
      multiple={field.repeat !== undefined && field.repeat.max !== 1}
      before={stored.length > 0 && <StoredFiles name={name} files={stored} />}
      after={
        <div className="file-field__upload">
          <ActionButton intent={`upload:${name}`}>{tools.say("upload")}</ActionButton>
        </div>
      }
    />
  );
}

/** "PDF, JPG oder PNG, je Datei höchstens 10 MB. Höchstens 3 Dateien." */
function ruleOf(field: FieldProps<"file">["field"], { say, language }: FormTools): string {
  const { mediaTypes, maxSize } = fileRules(field.options);
  const rule = say(field.repeat ? "fileRule" : "fileRuleSingle", {
    types: fileTypes(mediaTypes, say("or")),
    size: formatFileSize(maxSize, language),
  });
  const most = field.repeat?.max ?? null;
  return most === null ? `${rule}.` : `${rule}. ${say("fileCount", { count: most })}.`;
}

function StoredFiles({ name, files }: { name: string; files: readonly StoredFile[] }) {
  const { say, language, filesAt } = useFormTools();
  return (
    <ul className="stored-files" aria-label={say("files")}>
      {files.map((file) => (
        <li className="stored-files__file" key={file.id}>
          <span className="stored-files__name">
            {filesAt === undefined ? (
              file.name
            ) : (
              <a className="kern-link" href={`${filesAt}/${file.id}`} download>
                {file.name}
              </a>
            )}{" "}
            <span className="stored-files__size">({formatFileSize(file.size, language)})</span>
          </span>
          <ActionButton intent={`removeFile:${name}:${file.id}`} look="tertiary">
            {say("removeFile")}
            <span className="visually-hidden">: {file.name}</span>
          </ActionButton>
        </li>
      ))}
    </ul>
  );
}
