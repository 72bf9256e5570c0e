import type { ReactNode } from "react";
import type { FormField } from "#app/domain/page-form.ts";
import type { FrameProps } from "#app/ui/controls/control-props.ts";
import type { FormTools } from "./form-tools.ts";
import { withOrigin } from "./origin-mark.tsx";
import { phrase } from "./phrase.ts";
import { shown, shownOrNothing, shownPhrase } from "./shown.tsx";

/** Label, hint, help and error of a field; `ownHint` stands where the field brings none. */
export function frameOf(
  field: Pick<FormField, "name" | "label" | "hint" | "help" | "required">,
  name: string,
  { say, errorOf, originOf }: Pick<FormTools, "say" | "errorOf" | "originOf">,
  ownHint?: ReactNode,
): FrameProps {
  const { label, hint, help, required } = field;
  return {
    name,
    label: shown(label),
    // Lines are not marked one by one: the question around them is.
    optionalMark: required || name !== field.name ? undefined : say("optional"),
    required: required && name === field.name,
    hint: withOrigin(shownOrNothing(hint) ?? ownHint, originOf(name), say),
    help: help && { summary: shownPhrase(phrase(say, "help", { label })), text: shown(help) },
    error: errorOf(name),
  };
}
