import { mostHits } from "#app/domain/found-options.ts";
import type { ShownOption } from "#app/domain/page-form.ts";
import { controlName, sent } from "#app/domain/read-field.ts";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { CheckGroup } from "#app/ui/controls/check-group.tsx";
import { FieldsetFrame } from "#app/ui/controls/fieldset-frame.tsx";
import { idOf } from "#app/ui/controls/id-of.ts";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { useFormTools } from "../form-tools.ts";
import { frameOf } from "../frame-of.ts";
import { typedIn, type FieldProps } from "./field-props.ts";
import { toOption } from "./to-option.ts";

/** A list too long to send: a search on the server, whose results are offered to choose from. */
export function SearchField({ field, name }: FieldProps<"choice"> | FieldProps<"multipleChoice">) {
  const tools = useFormTools();
  const { say, found } = tools;
  const { hits, chosen: known = [] } = found[name] ?? {};
  const chosen = sent(tools.raw, name).filter((code) => code !== "");
  const offered = withChosen(hits ?? [], known, chosen);
  const search = controlName(name, "search");
  const button = `${idOf(search)}-button`;
  const none = { value: "", label: say("noAnswer") };
  const canUnchoose = field.kind === "choice" && !field.required && offered.length > 0;
  return (
    <FieldsetFrame {...frameOf(field, name, tools, say("searchFirst"))} anchor>
      <div className="search-row">
        <TextInput
          name={search}
          label={say("searchLabel")}
          type="search"
          autoComplete="off"
          defaultValue={typedIn(tools, name, "search")}
          enterPresses={button}
        />
        <ActionButton intent={`search:${name}`} id={button}>
          {say("search")}
        </ActionButton>
      </div>
      {hits && (
        <p className="kern-body" role="status">
          {say("results", { count: hits.length })}
        </p>
      )}
      {offered.length > 0 && (
        <CheckGroup
          type={field.kind === "choice" ? "radio" : "checkbox"}
          name={name}
          options={[...offered.map(toOption), ...(canUnchoose ? [none] : [])]}
          chosen={chosen}
          wrong={tools.errorOf(name) !== undefined}
          binding={tools.bind(name)}
          first={false}
        />
      )}
      {hits && hits.length >= mostHits && <p className="kern-body">{say("moreResults")}</p>}
    </FieldsetFrame>
  );
}

/** What is chosen already stays on offer whatever the search finds; by its code where its label is unknown. */
function withChosen(
  hits: readonly ShownOption[],
  known: readonly ShownOption[],
  chosen: readonly string[],
): readonly ShownOption[] {
  const missing = chosen.filter((code) => !hits.some((option) => option.code === code));
  const labelled = missing.map(
    (code) => known.find((option) => option.code === code) ?? { code, label: { text: code } },
  );
  return [...labelled, ...hits];
}
