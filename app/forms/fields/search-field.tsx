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
  const results = found[name];
  const chosen = sent(tools.raw, name).filter((code) => code !== "");
  const offered = withChosen(results ?? [], chosen);
  const search = controlName(name, "search");
  const button = `${idOf(search)}-button`;
  const none = { value: "", label: say("noAnswer") };
  const canUnchoose = field.kind === "choice" && !field.required && offered.length > 0;
  const count = (results ?? []).filter(({ code }) => !chosen.includes(code)).length;
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
      {results && (typedIn(tools, name, "search") ?? "") !== "" && (
        <p className="kern-body" role="status">
          {say("results", { count })}
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
    </FieldsetFrame>
  );
}

/** What is chosen already stays on offer whatever the search finds. */
function withChosen(
  results: readonly ShownOption[],
  chosen: readonly string[],
): readonly ShownOption[] {
  const missing = chosen.filter((code) => !results.some((option) => option.code === code));
  return [...missing.map((code) => ({ code, label: { text: code } })), ...results];
}
