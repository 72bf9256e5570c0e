import { fileRules } from "#app/domain/file-limits.ts";
import { pagesOf, pagesWanted } from "#app/domain/fields/pages-wanted.ts";
import { formatFileSize } from "#app/i18n/format.ts";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { FileInput } from "#app/ui/controls/file-input.tsx";
import { acceptOf, fileTypes } from "../file-types.ts";
import { useFormTools, type FormTools } from "../form-tools.ts";
import { frameOf } from "../frame-of.ts";
import { shownOrNothing } from "../shown.tsx";
import type { FieldProps } from "./field-props.ts";
import { PhoneBox } from "./phone-box.tsx";
import { RunningUploads } from "./running-uploads.tsx";
import { StoredFiles } from "./stored-files.tsx";

export function FileField({ field, name }: FieldProps<"file">) {
  const tools = useFormTools();
  const { say, uploads, captures, filesAt } = tools;
  const stored = tools.files[name] ?? [];
  const { mediaTypes } = fileRules(field.options);
  return (
    <FileInput
      {...frameOf(field, name, tools)}
      stored={stored.map(({ id }) => id).join()}
      hint={
        <>
          {field.hint && (
            <>
              {shownOrNothing(field.hint)}
              <br />
            </>
          )}
          {ruleOf(field, tools)}
          {!field.repeat && stored.length > 0 && ` ${say("replaceFile")}`}
        </>
      }
      accept={acceptOf(mediaTypes)}
      multiple={field.repeat !== undefined && field.repeat.max !== 1}
      onChoose={
        uploads &&
        ((files) => {
          uploads.start(field, name, files);
        })
      }
      before={
        stored.length > 0 && (
          <StoredFiles name={name} files={stored} missingPages={missingPages(field, stored)} />
        )
      }
      after={
        <>
          {uploads && <RunningUploads uploads={uploads} name={name} label={field.label.text} />}
          <div className="file-field__upload">
            {/* With scripts files are sent as they are chosen. */}
            {!uploads && <ActionButton intent={`upload:${name}`}>{say("upload")}</ActionButton>}
            {filesAt !== undefined && mediaTypes.includes("application/pdf") && (
              <PhoneBox name={name} capture={captures[name]} />
            )}
          </div>
        </>
      }
    />
  );
}

function missingPages(
  { options, label, hint, help }: FieldProps<"file">["field"],
  files: Parameters<typeof pagesOf>[0],
): number | undefined {
  const wanted = pagesWanted(options.pages, [label.text, hint?.text, help?.text]);
  const pages = pagesOf(files);
  return wanted !== undefined && pages !== undefined && pages < wanted ? wanted : undefined;
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
