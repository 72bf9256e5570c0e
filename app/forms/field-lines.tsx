import type { FormField, ShownText } from "#app/domain/page-form.ts";
import { lineNames } from "#app/domain/read-field.ts";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { FieldsetFrame } from "#app/ui/controls/fieldset-frame.tsx";
import { FieldView } from "./fields/field-view.tsx";
import { useFormTools } from "./form-tools.ts";
import { frameOf } from "./frame-of.ts";
import { shown } from "./shown.tsx";

/** Kinds whose controls send nothing when untouched: a line of theirs needs a trace of its own. */
const silentKinds = new Set<FormField["kind"]>(["yesNo", "choice", "declaration"]);

/** A question with several answers, a line each. */
export function FieldLines({ field }: { field: FormField }) {
  const tools = useFormTools();
  const { say, raw } = tools;
  const { min, max } = field.repeat ?? { min: 0, max: null };
  const fewest = Math.max(1, min);
  const lines = linesOf(field.name, lineNames(field.name, raw), fewest);
  return (
    <FieldsetFrame {...frameOf(field, field.name, tools)} anchor>
      {lines.map((name, index) => {
        const text = say("line", { label: field.label.text, number: index + 1 });
        const label = { ...field.label, text };
        return (
          <div className="field-line" key={name}>
            {silentKinds.has(field.kind) && <input type="hidden" name={name} value="" />}
            <div className="field-line__control">
              <FieldView field={lineField(field, label)} name={name} />
            </div>
            {lines.length > fewest && (
              <ActionButton intent={`removeLine:${name}`} look="tertiary">
                {say("removeLine")}
                <span className="visually-hidden">: {shown(label)}</span>
              </ActionButton>
            )}
          </div>
        );
      })}
      {(max === null || lines.length < max) && (
        <div>
          <ActionButton intent={`addLine:${field.name}`}>
            {say("addLine")}
            <span className="visually-hidden">: {shown(field.label)}</span>
          </ActionButton>
        </div>
      )}
    </FieldsetFrame>
  );
}

/** The lines there are, filled up to the fewest that are shown. */
function linesOf(name: string, existing: readonly string[], fewest: number): readonly string[] {
  const last = existing.at(-1);
  const next = last === undefined ? 0 : Number(last.slice(name.length + 1)) + 1;
  const missing = Math.max(0, fewest - existing.length);
  return [
    ...existing,
    ...Array.from({ length: missing }, (_, index) => `${name}#${String(next + index)}`),
  ];
}

/** Hint and help stand once, at the question. */
function lineField(field: FormField, label: ShownText): FormField {
  const line: Mutable<FormField> = { ...field, label };
  delete line.hint;
  delete line.help;
  delete line.repeat;
  return line;
}

type Mutable<T> = { -readonly [P in keyof T]: T[P] };
