import { useEffect } from "react";
import {
  asksForFile,
  type FieldError,
  type FormNode,
  type PageForm,
  type RawInput,
} from "#app/domain/page-form.ts";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { errorText, type ErrorPlace, type Say } from "./error-text.ts";
import { findControl } from "./find-control.ts";
import { FormNodes, GroupContent } from "./form-nodes.tsx";
import { FormToolsProvider, type FormTools } from "./form-tools.ts";
import type { NativeFormProps } from "./form-props.ts";
import { LiveFees } from "./live-fees.tsx";
import { Notes } from "./notes.tsx";
import { enumerated, phrase, type Phrase } from "./phrase.ts";
import { said, shownPhrase } from "./shown.tsx";
import { summarised } from "./summarised.ts";
import { usePageForm } from "./use-page-form.ts";
import type { Uploads } from "./use-uploads.ts";

interface FormBodyProps extends NativeFormProps {
  readonly say: Say;
  readonly language: string;
  readonly act: (intent: string, raw: RawInput) => boolean;
  readonly uploads: Uploads | undefined;
  readonly files: PageForm["files"];
  /** Whether the next page waits for files on their way. */
  readonly waiting: boolean;
}

const noResults = {};

/** One generation of a page's form. */
export function FormBody(props: FormBodyProps) {
  const { form, sending, say, language, found = noResults, title, filesAt, onProblems } = props;
  const sentence = (error: FieldError): Phrase =>
    errorText(error, placeOf(form.nodes, error.name, say), say, language);
  const { formProps, nodes, raw, typed, news, summary, errorOf, bind } = usePageForm({
    ...props,
    sentence,
  });
  const { files, uploads, captures = {} } = props;
  const originOf: FormTools["originOf"] = (name) => form.origins?.[name];
  const lockedAs: FormTools["lockedAs"] = (name) => form.locked?.[name];
  const tools: FormTools = {
    say,
    language,
    raw,
    originOf,
    lockedAs,
    files,
    filesAt,
    uploads,
    captures,
    found,
    errorOf,
    bind,
  };
  const problems = summary.length;
  useEffect(() => {
    onProblems?.(problems);
  }, [problems, onProblems]);
  const [only] = nodes;
  const lone = nodes.length === 1 && only?.type === "group" && only.label.text === title;
  return (
    <FormToolsProvider value={tools}>
      {summary.length > 0 && (
        <ErrorSummary
          heading={say("problem")}
          paused={sending}
          errors={summary.map((error) => summarised(error.name, sentence(error)))}
        />
      )}
      <form
        className="page-form"
        method="post"
        noValidate
        encType={asksForFile(form.nodes) ? "multipart/form-data" : undefined}
        {...formProps}
      >
        {/* The Enter key presses the first button of a form, which must not be one that removes something. */}
        <button
          className="visually-hidden"
          type="submit"
          name="intent"
          value="next"
          tabIndex={-1}
          aria-hidden="true"
        >
          {props.submitLabel}
        </button>
        <Notes notes={form.notes} />
        {lone ? <GroupContent group={only} /> : <FormNodes nodes={nodes} />}
        <p className="visually-hidden" role="status">
          {news.length > 0 &&
            shownPhrase(
              phrase(say, "moreQuestions", { labels: enumerated(news.map(({ label }) => label)) }),
            )}
        </p>
        <p className="list-note" role="status">
          {props.waiting && said(say, "waitsForUploads")}
        </p>
        {props.fees && <LiveFees fees={props.fees} form={form} raw={typed} />}
        <div className="page-form__actions">
          <ActionButton intent="next" look="primary" busy={sending}>
            {props.submitLabel}
          </ActionButton>
          {props.children}
        </div>
      </form>
    </FormToolsProvider>
  );
}

/** How a sentence names the control: dates as a whole, other questions in parts by their part. */
function placeOf(nodes: readonly FormNode[], name: string, say: Say): ErrorPlace {
  const place = findControl(nodes, name);
  if (!place) return {};
  const { field, part, line } = place;
  const { kind } = field;
  const named = kind === "address" || kind === "personName" ? part : "";
  const own =
    line === undefined
      ? field.label
      : phrase(say, "line", { label: field.label, number: line + 1 });
  return { label: named === "" ? own : { text: say(named) }, kind, part };
}
