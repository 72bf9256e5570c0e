import type { ReactNode } from "react";
import type { FormField } from "#app/domain/page-form.ts";
import type { FrameProps } from "#app/ui/controls/control-props.ts";
import type { FormTools } from "./form-tools.ts";
import { phrase } from "./phrase.ts";
import { shown, shownOrNothing, shownPhrase } from "./shown.tsx";

/** Label, hint, help and error of a field; `ownHint` stands where the field brings none. */
export function frameOf(
  field: Pick<FormField, "name" | "label" | "hint" | "help" | "required">,
  name: string,
  { say, errorOf }: Pick<FormTools, "say" | "errorOf">,
  ownHint?: ReactNode,
): FrameProps {
  const { label, hint, help, required } = field;
  return {
    name,
    label: shown(label),
    // Lines are not marked one by one: the question around them is.
    optionalMark: required || name !== field.name ? undefined : say("optional"),
    required: required && name === field.name,
    hint: shownOrNothing(hint) ?? ownHint,
    help: help && { summary: shownPhrase(phrase(say, "help", { label })), text: shown(help) },
    error: errorOf(name),
  };
}
