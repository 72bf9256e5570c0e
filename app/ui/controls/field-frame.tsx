import type { ReactNode } from "react";
import type { FrameProps } from "./control-props.ts";
import { ErrorText, Explanation, LabelText } from "./frame-parts.tsx";
import { idOf } from "./id-of.ts";

/** Label, hint, help and error around a single native control. */
export function FieldFrame({ children, ...frame }: FrameProps & { children: ReactNode }) {
  const { name, error } = frame;
  return (
    <div
      className={error === undefined ? "kern-form-input" : "kern-form-input kern-form-input--error"}
    >
      <label className="kern-label" htmlFor={idOf(name)}>
        <LabelText label={frame.label} optionalMark={frame.optionalMark} />
      </label>
      <Explanation name={name} hint={frame.hint} help={frame.help} />
      {children}
      {error !== undefined && <ErrorText name={name} error={error} />}
    </div>
  );
}
