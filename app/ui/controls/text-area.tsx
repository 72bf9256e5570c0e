import type { Binding, FrameProps } from "./control-props.ts";
import { CharacterCount, type CountText } from "./character-count.tsx";
import { describedBy } from "./described-by.ts";
import { FieldFrame } from "./field-frame.tsx";
import { idOf } from "./id-of.ts";

type TextAreaProps = FrameProps & {
  readonly defaultValue?: string | undefined;
  readonly binding?: Binding | undefined;
  readonly rows?: number;
  /** Counts along; what goes beyond a limit is said, never cut off. The limit itself belongs into the hint. */
  readonly countText?: CountText | undefined;
};

/** Several lines of text. */
export function TextArea({ countText, binding, rows = 5, ...props }: TextAreaProps) {
  const { name, error } = props;
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
      />
      {countText && <CharacterCount name={name} countText={countText} />}
    </FieldFrame>
  );
}
