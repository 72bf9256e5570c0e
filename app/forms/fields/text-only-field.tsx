import { idOf } from "#app/ui/controls/id-of.ts";
import { Paragraphs, shown, shownOrNothing } from "../shown.tsx";
import type { FieldProps } from "./field-props.ts";

/** Text between the questions. Its label is for the editor; citizens read the content. */
export function StaticTextField({ field, name }: FieldProps<"staticText">) {
  return (
    <div className="static-text" id={idOf(name)}>
      <Paragraphs text={field.content ?? field.label} />
    </div>
  );
}

/** A value that is fixed. */
export function LockedField({ field, name }: FieldProps<"locked">) {
  return (
    <dl className="locked" id={idOf(name)}>
      <dt className="kern-label">{shown(field.label)}</dt>
      {field.hint && <dd className="kern-hint">{shown(field.hint)}</dd>}
      <dd className="kern-body kept-lines">{shownOrNothing(field.content)}</dd>
    </dl>
  );
}

/** Technical values stay on the server. */
export function HiddenField() {
  return null;
}
