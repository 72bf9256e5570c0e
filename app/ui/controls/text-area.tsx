import { useState, type FormEvent } from "react";
import type { Binding, FrameProps } from "./control-props.ts";
import { describedBy } from "./described-by.ts";
import { FieldFrame } from "./field-frame.tsx";
import { idOf } from "./id-of.ts";

type TextAreaProps = FrameProps & {
  readonly defaultValue?: string | undefined;
  readonly binding?: Binding | undefined;
  readonly rows?: number;
  /** Code points; what goes beyond is said, never cut off. */
  readonly maxLength?: number | undefined;
  /** Says how many characters are left; negative: how many are too many. */
  readonly remainingText?: ((left: number) => string) | undefined;
};

/** Several lines of text. The limit stands in the hint; scripts add the running count. */
export function TextArea({ maxLength, remainingText, binding, rows = 5, ...props }: TextAreaProps) {
  const { name, error } = props;
  const [left, setLeft] = useState<number>();
  const count = (event: FormEvent<HTMLTextAreaElement>): void => {
    if (maxLength !== undefined) setLeft(maxLength - Array.from(event.currentTarget.value).length);
    binding?.onChange(event);
  };
  return (
    <FieldFrame {...props}>
      <textarea
        className={`kern-form-input__input${error === undefined ? "" : " kern-form-input__input--error"}`}
        id={idOf(name)}
        name={name}
        rows={rows}
        dir="auto"
        defaultValue={props.defaultValue}
        aria-invalid={error !== undefined || undefined}
        aria-required={props.required === true || undefined}
        aria-describedby={describedBy(name, props)}
        {...binding}
        onChange={count}
      />
      {remainingText && left !== undefined && (
        <p className="text-area__count" role="status">
          {remainingText(left)}
        </p>
      )}
    </FieldFrame>
  );
}
