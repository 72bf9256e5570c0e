import type { ReactNode } from "react";
import type { FrameProps } from "./control-props.ts";
import { describedBy } from "./described-by.ts";
import { ErrorText, Explanation, LabelText } from "./frame-parts.tsx";
import { idOf } from "./id-of.ts";

type FieldsetFrameProps = FrameProps & {
  readonly children: ReactNode;
  /** Set where no control inside has the plain name, so that links and focus find the question. */
  readonly anchor?: boolean;
  /** How the controls lie: below each other, side by side, or in a grid. */
  readonly layout?: "stack" | "row" | "grid";
  /** Radio buttons: they are required and wrong together. */
  readonly radios?: boolean;
};

const bodies = {
  stack: "kern-fieldset__body",
  row: "kern-fieldset__body kern-fieldset__body--horizontal",
  grid: "kern-fieldset__body field-grid",
};

/** One question that several native controls answer together. */
export function FieldsetFrame({
  children,
  anchor = false,
  layout = "stack",
  radios = false,
  ...frame
}: FieldsetFrameProps) {
  const { name, error } = frame;
  return (
    <fieldset
      className={error === undefined ? "kern-fieldset" : "kern-fieldset kern-fieldset--error"}
      aria-describedby={describedBy(name, frame)}
      {...(radios && {
        role: "radiogroup",
        "aria-required": frame.required === true || undefined,
        "aria-invalid": error !== undefined || undefined,
      })}
      {...(anchor && { id: idOf(name), tabIndex: -1 })}
    >
      <legend className="kern-label">
        <LabelText label={frame.label} optionalMark={frame.optionalMark} />
      </legend>
      <Explanation name={name} hint={frame.hint} help={frame.help} />
      <div className={bodies[layout]}>{children}</div>
      {error !== undefined && <ErrorText name={name} error={error} />}
    </fieldset>
  );
}
