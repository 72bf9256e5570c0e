import type { ReactNode } from "react";
import type { Binding, FrameProps } from "./control-props.ts";
import { describedBy } from "./described-by.ts";
import { FieldsetFrame } from "./fieldset-frame.tsx";
import { idOf } from "./id-of.ts";

type SingleCheckboxProps = FrameProps & {
  readonly value: string;
  readonly statement: ReactNode;
  readonly defaultChecked: boolean;
  readonly binding?: Binding | undefined;
};

/** One box to tick, under a heading of its own. */
export function SingleCheckbox(props: SingleCheckboxProps) {
  const { value, statement, defaultChecked, binding, ...frame } = props;
  const { name, error } = frame;
  return (
    <FieldsetFrame {...frame}>
      <div className="kern-form-check">
        <input
          className={`kern-form-check__checkbox${error === undefined ? "" : " kern-form-check__checkbox--error"}`}
          id={idOf(name)}
          type="checkbox"
          name={name}
          value={value}
          defaultChecked={defaultChecked}
          aria-invalid={error !== undefined || undefined}
          aria-required={frame.required === true || undefined}
          aria-describedby={describedBy(name, { error })}
          {...binding}
        />
        <label className="kern-label kept-lines" htmlFor={idOf(name)}>
          {statement}
        </label>
      </div>
    </FieldsetFrame>
  );
}
