import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { addRawLine, removeRawLine } from "#app/domain/edit-raw.ts";
import type { RawInput } from "#app/domain/page-form.ts";
import { lineNames } from "#app/domain/read-field.ts";
import { idOf } from "#app/ui/controls/id-of.ts";
import { FormBody } from "./form-body.tsx";
import type { NativeFormProps } from "./form-props.ts";
import type { Submitter } from "./use-page-form.ts";
import { usePhones } from "./use-phones.ts";
import { useSay } from "./use-say.ts";
import { useUploads } from "./use-uploads.ts";

const none = {};

interface Generation {
  readonly number: number;
  /** What the server said, to notice when it says something else. */
  readonly received: string;
  readonly raw: RawInput;
}

/**
 * A page's form without a router around it. Controls keep their own values; whenever what should stand in them
 * changes from outside (the server's answer, a line more or less), they are drawn afresh.
 */
export function NativeForm(props: NativeFormProps) {
  const { form, raw, errors, sending } = props;
  const { uploads, files, busy, attach } = useUploads(form, props.filesAt);
  const captures = usePhones(props.captures ?? none, props.filesAt, attach);
  const { send, waiting } = useSendAfter(props.send, busy);
  const { i18n } = useTranslation("forms");
  const say = useSay();
  const received = JSON.stringify([form.nodes.map(({ name }) => name), raw, errors]);
  const [generation, setGeneration] = useState<Generation>({ number: 0, received, raw });
  const focusNext = useRef<string>();
  if (generation.received !== received) {
    setGeneration({ number: generation.number + 1, received, raw });
  }
  useEffect(() => {
    if (sending || focusNext.current === undefined) return;
    document.getElementById(focusNext.current)?.focus();
    focusNext.current = undefined;
  }, [sending, generation]);

  const act = (intent: string, typed: RawInput): boolean => {
    const [, verb = "", rest = ""] = /^(\w+):(.*)$/s.exec(intent) ?? [];
    focusNext.current = idOf(focusOf(verb, rest));
    const changed = editLines(verb, rest, typed);
    if (!changed) return false;
    if (verb === "addLine") {
      const line = lineNames(rest, changed).at(-1) ?? rest;
      const part = document.querySelector(`[name^="${CSS.escape(`${rest}#`)}"]:not([type=hidden])`);
      const suffix = /#\d+(.*)$/.exec(part?.getAttribute("name") ?? "")?.[1] ?? "";
      focusNext.current = idOf(line + suffix);
    }
    setGeneration({ ...generation, number: generation.number + 1, raw: changed });
    return true;
  };
  return (
    <FormBody
      {...props}
      key={generation.number}
      raw={generation.raw}
      say={say}
      language={i18n.language}
      act={act}
      send={send}
      sending={sending || waiting}
      waiting={waiting}
      uploads={uploads}
      captures={captures}
      files={files}
    />
  );
}

/** Sends once no file is on its way any more: what is still missing would only be reported as such. */
function useSendAfter(
  send: NativeFormProps["send"],
  busy: boolean,
): { readonly send: NativeFormProps["send"]; readonly waiting: boolean } {
  const [held, setHeld] = useState<{ readonly submitter: Submitter }>();
  const done = useRef<typeof held>();
  useEffect(() => {
    if (held === undefined || busy || done.current === held) return;
    done.current = held;
    send(held.submitter);
    // Not before the next turn: until it is on its way the form stays as busy as it was.
    setTimeout(() => {
      setHeld(undefined);
    });
  }, [held, busy, send]);
  return {
    send: (submitter) => {
      if (busy) setHeld({ submitter });
      else send(submitter);
    },
    waiting: held !== undefined,
  };
}

/** Where one goes on after the page has come back. */
function focusOf(verb: string, rest: string): string {
  switch (verb) {
    case "search":
      return `${rest}/search`;
    case "removeFile":
    case "endCapture":
      return rest.slice(0, rest.lastIndexOf(":"));
    case "removeLine":
      return rest.slice(0, rest.lastIndexOf("#"));
    default:
      return rest;
  }
}

/** Lines come and go in the browser by the same code as on the server. */
function editLines(verb: string, rest: string, raw: RawInput): RawInput | undefined {
  if (verb === "addLine") return addRawLine(withFirstLine(raw, rest), rest);
  if (verb !== "removeLine") return undefined;
  const cut = rest.lastIndexOf("#");
  return removeRawLine(raw, rest.slice(0, cut), Number(rest.slice(cut + 1)));
}

/** A first line that sends nothing is a line all the same. */
function withFirstLine(raw: RawInput, name: string): RawInput {
  return lineNames(name, raw).length === 0 ? { ...raw, [`${name}#0`]: "" } : raw;
}
