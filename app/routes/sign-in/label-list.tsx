import type { ReactNode } from "react";
import type { ShownText } from "#app/domain/page-form.ts";
import { shown } from "#app/forms/shown.tsx";

/** Questions by their labels, under a line that says what of them; two of one name stand once. */
export function LabelList({
  title,
  labels,
}: {
  readonly title: ReactNode;
  readonly labels: readonly ShownText[];
}) {
  const byText = new Map(labels.map((label) => [label.text, label]));
  return (
    <div>
      <p>{title}</p>
      <ul>
        {[...byText].map(([text, label]) => (
          <li key={text}>{shown(label)}</li>
        ))}
      </ul>
    </div>
  );
}
