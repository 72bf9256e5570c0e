import { useRef, useState, useSyncExternalStore } from "react";
import { fileRules, maxSendable } from "#app/domain/file-limits.ts";
import type { StoredFile } from "#app/domain/fields/kinds.ts";
import type { FieldError, FormFieldOf, PageForm } from "#app/domain/page-form.ts";
import type { SentFile } from "./send-file.ts";

/** A file on its way, or one that did not arrive. */
export interface RunningUpload {
  readonly id: number;
  /** Name of the field. */
  readonly field: string;
  readonly file: File;
  /** Bytes that have arrived. */
  readonly sent: number;
  readonly state: "waiting" | "sending" | "lost" | "refused";
  readonly error?: Pick<FieldError, "code" | "params">;
}

/** What fields for files need to send them as they are chosen. */
export interface Uploads {
  readonly running: readonly RunningUpload[];
  readonly start: (field: FormFieldOf<"file">, name: string, files: readonly File[]) => void;
  /** Stops sending, or takes away what did not arrive. */
  readonly cancel: (id: number) => void;
  readonly retry: (id: number) => void;
  /** The last that arrived, to be told. */
  readonly arrived: { readonly field: string; readonly name: string } | undefined;
}

const subscribe = () => () => undefined;
const inBrowser = () => true;
const onServer = () => false;

/**
 * Sends files as they are chosen, one after the other, so that the first one can bring the draft into being. `files`: what is
 * stored, with what has arrived since the server drew the form.
 */
export function useUploads(form: PageForm, at: string | undefined) {
  const [running, setRunning] = useState<readonly RunningUpload[]>([]);
  const [added, setAdded] = useState<{ form: PageForm; files: PageForm["files"] }>();
  const [arrived, setArrived] = useState<Uploads["arrived"]>();
  const ready = useSyncExternalStore(subscribe, inBrowser, onServer);
  const line = useRef(Promise.resolve());
  const stops = useRef(new Map<number, AbortController>());
  const count = useRef(0);

  const change = (id: number, part: Partial<RunningUpload>): void => {
    setRunning((all) => all.map((one) => (one.id === id ? { ...one, ...part } : one)));
  };
  const drop = (id: number): void => {
    stops.current.delete(id);
    setRunning((all) => all.filter((one) => one.id !== id));
  };
  const attach = (name: string, stored: readonly StoredFile[]): void => {
    const last = stored.at(-1);
    if (last) setArrived({ field: name, name: last.name });
    setAdded((before) => ({
      form,
      files: { ...(before?.form === form ? before.files : form.files), [name]: stored },
    }));
  };
  const settle = ({ id, field }: RunningUpload, outcome: SentFile): void => {
    if (!stops.current.has(id)) return;
    if (outcome.kind === "lost") change(id, { state: "lost" });
    else if (outcome.kind === "refused") change(id, { state: "refused", error: outcome.error });
    else {
      drop(id);
      attach(field, outcome.files);
    }
  };
  const enqueue = (upload: RunningUpload): void => {
    if (at === undefined) return;
    const stop = new AbortController();
    stops.current.set(upload.id, stop);
    line.current = line.current.then(async () => {
      if (stop.signal.aborted) return;
      change(upload.id, { state: "sending" });
      const onProgress = (sent: number): void => {
        change(upload.id, { sent });
      };
      const { field, file } = upload;
      // What sends it comes with the first file.
      const outcome = await import("./send-file.ts")
        .then(({ sendFile }) => sendFile(file, { at, field, onProgress, signal: stop.signal }))
        .catch((): SentFile => ({ kind: "lost" }));
      settle(upload, outcome);
    });
  };
  const uploads: Uploads = {
    running,
    arrived,
    start: (field, name, files) => {
      const chosen = files.map((file): RunningUpload => {
        count.current += 1;
        const error = checkBefore(field, file);
        const base = { id: count.current, field: name, file, sent: 0 };
        return error ? { ...base, state: "refused", error } : { ...base, state: "waiting" };
      });
      setRunning((all) => [...all, ...chosen]);
      for (const upload of chosen) if (upload.state === "waiting") enqueue(upload);
    },
    cancel: (id) => {
      stops.current.get(id)?.abort();
      drop(id);
    },
    retry: (id) => {
      const upload = running.find((one) => one.id === id);
      if (!upload) return;
      change(id, { state: "waiting" });
      enqueue(upload);
    },
  };
  const files: Readonly<Record<string, readonly StoredFile[]>> =
    added?.form === form ? added.files : form.files;
  const busy = running.some(({ state }) => state === "waiting" || state === "sending");
  return { uploads: ready && at !== undefined ? uploads : undefined, files, busy, attach };
}

/** What need not be sent to be refused; the server looks at it again. */
function checkBefore(
  { options }: FormFieldOf<"file">,
  { name: file, size }: File,
): RunningUpload["error"] {
  const rules = fileRules(options);
  if (size === 0) return { code: "file.empty", params: { file } };
  if (size > maxSendable(rules))
    return { code: "file.tooLarge", params: { file, max: rules.maxSize } };
  return undefined;
}
