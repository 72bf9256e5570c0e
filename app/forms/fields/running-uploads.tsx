import { useEffect, useRef, type ReactNode } from "react";
import { formatFileSize } from "#app/i18n/format.ts";
import { idOf } from "#app/ui/controls/id-of.ts";
import { phrase, wordsIn, type Phrase } from "../phrase.ts";
import { said, shownPhrase } from "../shown.tsx";
import { errorText } from "../error-text.ts";
import { useFormTools, type FormTools } from "../form-tools.ts";
import type { RunningUpload, Uploads } from "../use-uploads.ts";

interface RunningUploadsProps {
  readonly uploads: Uploads;
  /** Of the field. */
  readonly name: string;
  readonly label: string;
}

/** Files on their way into a field, each with how far it is and how to stop it; spoken are beginning, half and end. */
export function RunningUploads({ uploads, name, label }: RunningUploadsProps) {
  const tools = useFormTools();
  const { say } = tools;
  const own = uploads.running.filter(({ field }) => field === name);
  const { arrived } = uploads;
  const standing = own.map(({ id, state }) => `${String(id)} ${state}`).join();
  const focus = useFocusKept(idOf(name), standing);
  const spoken = [
    ...own.flatMap((upload) => spokenOf(upload, tools)),
    ...(own.length === 0 && arrived?.field === name
      ? [say("uploaded", { file: arrived.name })]
      : []),
  ];
  return (
    <>
      {own.length > 0 && (
        <ul className="running-uploads" aria-label={say("uploading")} {...focus}>
          {own.map((upload) => (
            <li className="running-uploads__file" key={upload.id} data-upload={upload.state}>
              <Way upload={upload} label={label} tools={tools} />
              <span className="running-uploads__actions">
                {upload.state === "lost" && (
                  <UploadButton
                    words={said(say, "retryUpload")}
                    file={upload.file.name}
                    onPress={() => {
                      uploads.retry(upload.id);
                    }}
                  />
                )}
                <UploadButton
                  words={said(say, isUnderWay(upload) ? "cancelUpload" : "removeFile")}
                  file={upload.file.name}
                  onPress={() => {
                    uploads.cancel(upload.id);
                  }}
                />
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="visually-hidden" role="status">
        {spoken.join(" ")}
      </p>
    </>
  );
}

/** Buttons go along with the file that arrives or is given up: who was on one of them goes on at the control. */
function useFocusKept(control: string, standing: string) {
  const isInside = useRef(false);
  useEffect(() => {
    if (!isInside.current || document.activeElement !== document.body) return;
    isInside.current = false;
    document.getElementById(control)?.focus();
  }, [control, standing]);
  return {
    onFocus: () => {
      isInside.current = true;
    },
    onBlur: () => {
      isInside.current = false;
    },
  };
}

function isUnderWay({ state }: RunningUpload): boolean {
  return state === "sending" || state === "waiting";
}

function Way({ upload, label, tools }: { upload: RunningUpload; label: string; tools: FormTools }) {
  const { say, language } = tools;
  const { file, sent, state } = upload;
  if (!isUnderWay(upload))
    return (
      <p className="kern-error">
        <span className="kern-icon kern-icon--danger" aria-hidden="true" />
        <span className="kern-body">{shownPhrase(problemOf(upload, label, tools))}</span>
      </p>
    );
  const percent = Math.floor((100 * sent) / Math.max(1, file.size));
  const words =
    state === "waiting"
      ? said(say, "uploadWaits")
      : percent >= 100
        ? said(say, "uploadChecked")
        : said(say, "uploadProgress", {
            sent: formatFileSize(sent, language),
            size: formatFileSize(file.size, language),
          });
  return (
    <div className="running-uploads__way">
      <bdi className="running-uploads__name">{file.name}</bdi>
      <progress
        max={100}
        value={state === "waiting" ? 0 : percent}
        aria-label={say("uploadOf", { file: file.name })}
      />
      <span className="running-uploads__words">{words}</span>
    </div>
  );
}

function problemOf(upload: RunningUpload, label: string, { say, language }: FormTools): Phrase {
  const { file, error } = upload;
  if (!error) return phrase(say, "uploadLost", { file: file.name });
  const named = { ...error, name: upload.field, params: { file: file.name, ...error.params } };
  return errorText(named, { label: { text: label }, kind: "file" }, say, language);
}

function spokenOf(upload: RunningUpload, tools: FormTools): string[] {
  const { file, sent, state } = upload;
  if (state === "waiting") return [];
  if (state !== "sending") return [wordsIn(problemOf(upload, "", tools))];
  const key =
    sent >= file.size ? "uploadChecked" : sent * 2 > file.size ? "uploadHalf" : "uploadBegins";
  return [tools.say(key, { file: file.name })];
}

interface UploadButtonProps {
  readonly words: ReactNode;
  readonly file: string;
  readonly onPress: () => void;
}

function UploadButton({ words, file, onPress }: UploadButtonProps) {
  return (
    <button className="kern-btn kern-btn--tertiary" type="button" onClick={onPress}>
      <span className="kern-label">
        {words}
        <span className="visually-hidden">: {file}</span>
      </span>
    </button>
  );
}
