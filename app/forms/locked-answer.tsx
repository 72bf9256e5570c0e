import { rulesOf } from "#app/domain/fields/field-kinds.ts";
import type { Value } from "#app/domain/fields/kinds.ts";
import type { FormField } from "#app/domain/page-form.ts";
import { idOf } from "#app/ui/controls/id-of.ts";
import { useFormTools } from "./form-tools.ts";
import { said, shown } from "./shown.tsx";

/** An answer that its source has verified: to be read, with the reason why it cannot be changed. */
export function LockedAnswer({ field, value }: { field: FormField; value: Value }) {
  const { say, language, originOf } = useFormTools();
  const labels = new Map(field.choices?.map(({ code, label }) => [code, label.text]));
  const text = rulesOf(field.kind).format(
    value as never,
    { options: field.options },
    {
      language,
      words: { yes: say("yes"), no: say("no"), declared: say("yes") },
      labelOf: (_, code) => labels.get(code) ?? code,
    },
  );
  const origin = originOf(field.name);
  return (
    <dl className="locked" id={idOf(field.name)} tabIndex={-1}>
      <dt className="kern-label">{shown(field.label)}</dt>
      <dd className="kern-body kept-lines">
        <bdi>{text}</bdi>
      </dd>
      {origin !== undefined && (
        <dd className="kern-hint">
          {said(say, `origin.${origin}`)} {said(say, "origin.locked")}
        </dd>
      )}
    </dl>
  );
}
