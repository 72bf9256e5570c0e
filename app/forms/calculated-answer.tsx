import { rulesOf } from "#app/domain/fields/field-kinds.ts";
import type { FormField } from "#app/domain/page-form.ts";
import { idOf } from "#app/ui/controls/id-of.ts";
import { useFormTools } from "./form-tools.ts";
import { said, shown, shownOrNothing } from "./shown.tsx";

/** A value that follows from other answers: to be read, told anew when it changes. */
export function CalculatedAnswer({ field }: { field: FormField }) {
  const { say, language } = useFormTools();
  const { name, label, hint, computed, kind, options } = field;
  const words = { yes: say("yes"), no: say("no"), declared: say("yes") };
  const context = { language, words, labelOf: (_: string, code: string) => code };
  const text =
    computed === undefined
      ? said(say, "notYetCalculated")
      : rulesOf(kind).format(computed, { options }, context);
  return (
    <div className="locked">
      <label className="kern-label" htmlFor={idOf(name)}>
        {shown(label)}
      </label>
      {hint && <p className="kern-hint">{shownOrNothing(hint)}</p>}
      <output className="kern-body" id={idOf(name)}>
        {text}
      </output>
    </div>
  );
}
