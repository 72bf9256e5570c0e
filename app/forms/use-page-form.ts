import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
} from "react";
import { useForm, type FieldErrors } from "react-hook-form";
import { validatePageForm, visibleNodes } from "#app/domain/page-form-check.ts";
import type { FieldError, FormField, FormNode, PageForm, RawInput } from "#app/domain/page-form.ts";
import type { Binding } from "#app/ui/controls/control-props.ts";
import { findControl } from "./find-control.ts";
import type { Phrase } from "./phrase.ts";
import { shownPhrase } from "./shown.tsx";
import { mergeForm, readForm } from "./read-form.ts";
import { useAfterPress } from "./use-after-press.ts";

/** The control that takes a press: its value is the intent. */
export type Submitter = HTMLButtonElement | HTMLFormElement;

export interface PageFormOptions {
  readonly form: PageForm;
  /** What stands in the controls at first. */
  readonly raw: RawInput;
  /** What the server found. */
  readonly errors: readonly FieldError[];
  readonly sending: boolean;
  /** Sends the real form. */
  readonly send: (submitter: Submitter) => void;
  /** A press that is not "next"; true where it was dealt with in the browser. */
  readonly act: (intent: string, raw: RawInput) => boolean;
  readonly sentence: (error: FieldError) => Phrase;
}

/**
 * A page's behaviour with scripts: questions come and go at once, errors are told when a control is left, and the
 * form is sent only when the server's own check passes here too. The controls keep their values themselves
 * (uncontrolled), so that nothing typed before the scripts arrived is lost; react-hook-form keeps the books on
 * what was touched and what is wrong.
 */
export function usePageForm(options: PageFormOptions) {
  const { form, raw, errors, sending, send, act, sentence } = options;
  const element = useRef<HTMLFormElement>(null);
  const typed = useRef(raw);
  const sent = useRef(false);
  /** What was typed when the visible questions last changed. */
  const [settled, setSettled] = useState(raw);
  const nodes = useMemo(() => visibleNodes(form, settled), [form, settled]);
  const [news, setNews] = useState<readonly FormField[]>([]);
  const [edited, setEdited] = useState<ReadonlySet<string>>(new Set());
  const [summary, setSummary] = useState(errors);

  const { register, handleSubmit, formState } = useForm<Record<string, unknown>>({
    mode: "onTouched",
    shouldFocusError: false,
    resolver: () => ({ values: {}, errors: found(element.current, form) }),
  });
  const { errors: live } = formState;
  const afterPress = useAfterPress();

  const sync = (): void => {
    if (!element.current) return;
    typed.current = mergeForm(typed.current, element.current);
    const before = new Set(fieldsOf(nodes).map(({ name }) => name));
    const now = fieldsOf(visibleNodes(form, typed.current));
    const added = now.filter(({ name }) => !before.has(name));
    if (added.length === 0 && now.map(standingOf).join() === fieldsOf(nodes).map(standingOf).join())
      return;
    setSettled(typed.current);
    setNews(added);
  };
  // Someone may have answered before the scripts arrived.
  useEffect(sync, []); // eslint-disable-line react-hooks/exhaustive-deps -- once
  useEffect(() => {
    if (!sending) sent.current = false;
  }, [sending]);

  const serverErrors = useMemo(() => new Map(errors.map((error) => [error.name, error])), [errors]);
  const errorOf = (name: string): ReactNode => {
    const now = live[name] as Told | undefined;
    if (now) return shownPhrase(sentence(now.error));
    const told = serverErrors.get(name);
    const question = told && (findControl(form.nodes, name)?.field.name ?? name);
    return told && question !== undefined && !edited.has(question)
      ? shownPhrase(sentence(told))
      : undefined;
  };
  const once = (submitter: Submitter): void => {
    if (sent.current || sending) return;
    sent.current = true;
    send(submitter);
  };

  const onChange = (event: FormEvent<HTMLFormElement>): void => {
    const { target } = event;
    const name = target instanceof Element ? target.getAttribute("name") : null;
    const question = name === null ? undefined : findControl(form.nodes, name)?.field.name;
    if (question !== undefined && serverErrors.size > 0 && !edited.has(question)) {
      setEdited(new Set([...edited, question]));
    }
    sync();
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { currentTarget: target, nativeEvent } = event;
    const pressed = nativeEvent instanceof SubmitEvent ? nativeEvent.submitter : null;
    const submitter = pressed instanceof HTMLButtonElement ? pressed : target;
    const intent = pressed instanceof HTMLButtonElement ? pressed.value : "next";
    if (intent === "next") {
      void handleSubmit(
        () => {
          once(submitter);
        },
        () => {
          setSummary(validatePageForm(form, readForm(target)).errors);
        },
      )(event);
      return;
    }
    typed.current = mergeForm(typed.current, target);
    if (!act(intent, typed.current)) once(submitter);
  };
  /** In a search box the Enter key searches. */
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>): void => {
    const { target } = event;
    if (event.key !== "Enter" || !(target instanceof HTMLInputElement)) return;
    const button = document.getElementById(target.dataset["enter"] ?? "");
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    event.currentTarget.requestSubmit(button);
  };

  return {
    formProps: { ref: element, onChange, onSubmit, onKeyDown },
    nodes,
    raw: settled,
    news,
    summary,
    errorOf,
    bind: (name: string): Binding => {
      // It does not get to know the elements: it would write into them, and tick a second box where one is ticked.
      const { onChange, onBlur } = register(name, { deps: partners(form, name) });
      return {
        onChange,
        onBlur: (event) => {
          afterPress(() => void onBlur(event));
        },
      };
    },
  };
}

/** An error as react-hook-form keeps it; the sentence is made where it is shown. */
interface Told {
  readonly type: string;
  readonly error: FieldError;
}

/** The browser's own run of the server's check, as react-hook-form wants it. */
function found(
  element: HTMLFormElement | null,
  form: PageForm,
): FieldErrors<Record<string, unknown>> {
  if (!element) return {};
  const { errors } = validatePageForm(form, readForm(element));
  return Object.fromEntries(
    errors.map((error) => [error.name, { type: error.code, error } satisfies Told]),
  );
}

/** A date is wrong as a whole: what stands at the day may be mended at the month. */
function partners(form: PageForm, control: string): string[] {
  const place = findControl(form.nodes, control);
  if (!place || !["day", "month", "year", "time"].includes(place.part)) return [];
  const stem = control.slice(0, -place.part.length);
  const before = ["day", "month", "year", "time"];
  return before.slice(0, before.indexOf(place.part)).map((part) => stem + part);
}

function fieldsOf(nodes: readonly FormNode[]): readonly FormField[] {
  return nodes.flatMap((node) => (node.type === "group" ? fieldsOf(node.children) : [node]));
}

/** How a question stands: whether it must be answered, and which options it has. */
function standingOf({ name, required, choices }: FormField): string {
  return `${name} ${String(required)} ${choices?.map(({ code }) => code).join(" ") ?? ""}`;
}
