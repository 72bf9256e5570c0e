import type { ReactNode } from "react";
import { CharacterCount, type CountText } from "./character-count.tsx";
import type { Binding, FrameProps } from "./control-props.ts";
import { describedBy } from "./described-by.ts";
import { FieldFrame } from "./field-frame.tsx";
import { idOf } from "./id-of.ts";

type TextInputProps = FrameProps & {
  readonly defaultValue?: string | undefined;
  readonly binding?: Binding | undefined;
  /** Never `number`: it loses what it cannot read, and the mouse wheel changes it. */
  readonly type?: "text" | "email" | "tel" | "search" | "password";
  readonly inputMode?: "text" | "numeric" | "decimal" | "email" | "tel" | undefined;
  readonly autoComplete?: string | undefined;
  readonly autoCapitalize?: "none" | "characters" | undefined;
  readonly spellCheck?: boolean | undefined;
  /** `ltr` for what is written from the left in every language: figures, addresses of mail; else what is typed decides. */
  readonly dir?: "ltr" | undefined;
  /** Expected number of characters. */
  readonly width?: number | undefined;
  readonly prefix?: ReactNode;
  readonly suffix?: ReactNode;
  /** Id of an error that is shown elsewhere, for the question as a whole, and that this control causes. */
  readonly blamedBy?: string | undefined;
  /** Id of the button that the Enter key presses instead of the form's default one (with scripts). */
  readonly enterPresses?: string | undefined;
  /** Counts along, where there is room for many characters. */
  readonly countText?: CountText | undefined;
};

/** The next of the few widths that the style sheet knows. */
function widthClass(width: number | undefined): string {
  const fitting = width === undefined ? undefined : [2, 4, 5, 10, 20, 30].find((w) => w >= width);
  return fitting === undefined ? "" : ` width-${String(fitting)}`;
}

function directionOf({ type, inputMode }: Pick<TextInputProps, "type" | "inputMode">) {
  const words =
    [undefined, "text"].includes(inputMode) && [undefined, "text", "search"].includes(type);
  return words ? "auto" : "ltr";
}

/** One line of text. */
export function TextInput({ prefix, suffix, width, binding, blamedBy, ...props }: TextInputProps) {
  const { name, error, hint } = props;
  const unit = suffix ?? prefix;
  const wrong = error !== undefined || blamedBy !== undefined;
  const own = describedBy(name, { hint, unit, error });
  const described = [own, blamedBy].filter(Boolean).join(" ") || undefined;
  const input = (
    <input
      className={`kern-form-input__input${wrong ? " kern-form-input__input--error" : ""}${widthClass(width)}`}
      id={idOf(name)}
      name={name}
      type={props.type ?? "text"}
      defaultValue={props.defaultValue}
      inputMode={props.inputMode}
      dir={props.dir ?? directionOf(props)}
      autoComplete={props.autoComplete}
      autoCapitalize={props.autoCapitalize}
      spellCheck={props.spellCheck}
      aria-invalid={wrong || undefined}
      aria-required={props.required === true || undefined}
      aria-describedby={described}
      data-enter={props.enterPresses}
      {...binding}
    />
  );
  return (
    <FieldFrame {...props}>
      {unit === undefined ? (
        input
      ) : (
        <div className="unit-group">
          {prefix !== undefined && <Unit name={name}>{prefix}</Unit>}
          {input}
          {suffix !== undefined && <Unit name={name}>{suffix}</Unit>}
        </div>
      )}
      {props.countText && <CharacterCount name={name} countText={props.countText} />}
    </FieldFrame>
  );
}

function Unit({ name, children }: { name: string; children: ReactNode }) {
  return (
    <span className="unit-group__unit" id={idOf(name, "unit")}>
      {children}
    </span>
  );
}
