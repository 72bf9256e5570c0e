import { useEffect, useRef, useState, type SyntheticEvent } from "react";
import { aliveEvent } from "#app/ui/alive-event.ts";
import { pageControl, stampControl, type KeptAnswer } from "./typed-answer.ts";

/** How it stands with what is being typed. */
export type TypedState =
  | { readonly kind: "untouched" }
  | { readonly kind: "kept"; readonly at: string }
  /** The page was saved in another tab since. */
  | { readonly kind: "newer" }
  /** Not saved: no connection, or a draft that is no more. */
  | { readonly kind: "away" };

/** Milliseconds without a key press after which what was typed is sent. */
const pause = 1200;

/** Bytes of all requests that may outlive their page (Fetch standard: 64 KiB). */
const mostKeptAlive = 60_000;

/**
 * Keeps what is typed on a page while it is typed: after a pause, and at once when the page goes out of sight. Returns
 * how it stands, and what is to hear of every change below an element.
 */
export function useTyped({
  url,
  page,
  stamp,
}: {
  readonly url: string;
  readonly page: string;
  /** Of what stood on the page when it came from the server. */
  readonly stamp: string;
}) {
  const [state, setState] = useState<TypedState>({ kind: "untouched" });
  const own = useRef(newKeeper());
  const area = useRef<HTMLDivElement>(null);
  useEffect(() => {
    own.current.stamp = stamp;
  }, [stamp]);

  const send = async (): Promise<void> => {
    const keeper = own.current;
    clearTimeout(keeper.timer);
    const { form } = keeper;
    if (!form?.isConnected || keeper.over) return;
    if (keeper.sending) {
      keeper.waiting = true;
      return;
    }
    keeper.sending = true;
    keeper.waiting = false;
    keeper.form = undefined;
    const answer = await post(url, bodyOf(form, page, keeper.stamp));
    keeper.sending = false;
    if (answer?.kind === "kept") {
      keeper.stamp = answer.stamp;
      window.dispatchEvent(new Event(aliveEvent));
    }
    // What did not arrive goes along with the next change.
    else if (!answer) keeper.form ??= form;
    keeper.over = answer?.kind === "newer" || answer?.kind === "nothing";
    setState(toState(answer));
    if (own.current.waiting) void send();
  };
  const onChange = ({ target }: SyntheticEvent): void => {
    const form = target instanceof Element ? target.closest("form") : null;
    if (form) typedIn(form);
  };
  const typedIn = (form: HTMLFormElement): void => {
    const keeper = own.current;
    keeper.form = form;
    clearTimeout(keeper.timer);
    keeper.timer = setTimeout(() => void send(), pause);
  };
  /** The page itself is on its way. */
  const onSubmit = (): void => {
    clearTimeout(own.current.timer);
  };
  // Someone may have typed before the scripts arrived.
  useEffect(() => {
    const form = area.current?.querySelector("form");
    if (form && isTypedIn(form)) typedIn(form);
  }, []); // eslint-disable-line react-hooks/exhaustive-deps -- once
  useEffect(() => {
    const hidden = (): void => {
      if (document.visibilityState === "hidden" && own.current.form) void send();
    };
    const keeper = own.current;
    document.addEventListener("visibilitychange", hidden);
    return () => {
      document.removeEventListener("visibilitychange", hidden);
      clearTimeout(keeper.timer);
    };
  });
  return { state, listeners: { ref: area, onChange, onInput: onChange, onSubmit } };
}

interface Keeper {
  stamp: string;
  timer: ReturnType<typeof setTimeout> | undefined;
  /** Holds what is not sent yet. */
  form: HTMLFormElement | undefined;
  sending: boolean;
  waiting: boolean;
  over: boolean;
}

function newKeeper(): Keeper {
  return {
    stamp: "",
    timer: undefined,
    form: undefined,
    sending: false,
    waiting: false,
    over: false,
  };
}

/** Whether something else stands in the controls than the server put there. */
function isTypedIn(form: HTMLFormElement): boolean {
  return [...form.elements].some((control) => {
    if (control instanceof HTMLInputElement)
      return control.value !== control.defaultValue || control.checked !== control.defaultChecked;
    if (control instanceof HTMLTextAreaElement)
      return control.value !== control.defaultValue.replaceAll("\r\n", "\n");
    if (!(control instanceof HTMLSelectElement)) return false;
    const options = [...control.options];
    const given = options.find(({ defaultSelected }) => defaultSelected) ?? options[0];
    return given?.selected === false;
  });
}

/** The form's controls without its files, which travel by themselves. */
function bodyOf(form: HTMLFormElement, page: string, stamp: string): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === "string") body.append(name, value);
  body.set(pageControl, page);
  body.set(stampControl, stamp);
  return body;
}

async function post(url: string, body: URLSearchParams): Promise<KeptAnswer | undefined> {
  try {
    // Also while the page is being left, as far as browsers allow it.
    const keepalive = body.toString().length < mostKeptAlive;
    const response = await fetch(url, { method: "POST", body, keepalive });
    const isAnswer = response.headers.get("content-type")?.startsWith("application/json") ?? false;
    return isAnswer && response.status < 500 ? ((await response.json()) as KeptAnswer) : undefined;
  } catch {
    return undefined;
  }
}

function toState(answer: KeptAnswer | undefined): TypedState {
  if (answer?.kind === "kept") return { kind: "kept", at: answer.at };
  return { kind: answer?.kind === "newer" ? "newer" : "away" };
}
