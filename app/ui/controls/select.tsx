import type { Binding, ControlOption, FrameProps } from "./control-props.ts";
import { describedBy } from "./described-by.ts";
import { FieldFrame } from "./field-frame.tsx";
import { idOf } from "./id-of.ts";

type SelectProps = FrameProps & {
  /** Labels must be plain text here; `lang` cannot be nested in an option. */
  readonly options: readonly (ControlOption & { readonly label: string; readonly lang?: string })[];
  /** The first entry, which stands for no answer; absent where there is always one. */
  readonly emptyLabel?: string | undefined;
  readonly defaultValue?: string | undefined;
  readonly autoComplete?: string | undefined;
  readonly binding?: Binding | undefined;
};

/** One of many options, in a native list. */
export function Select({ options, emptyLabel, binding, ...props }: SelectProps) {
  const { name, error } = props;
  const wrong = error === undefined ? "" : "--error";
  return (
    <FieldFrame {...props}>
      <div
        className={`kern-form-input__select-wrapper${wrong && ` kern-form-input__select-wrapper${wrong}`}`}
      >
        <select
          className={`kern-form-input__select${wrong && ` kern-form-input__select${wrong}`}`}
          id={idOf(name)}
          name={name}
          defaultValue={props.defaultValue}
          autoComplete={props.autoComplete}
          aria-invalid={error !== undefined || undefined}
          aria-required={props.required === true || undefined}
          aria-describedby={describedBy(name, props)}
          {...binding}
        >
          {emptyLabel !== undefined && <option value="">{emptyLabel}</option>}
          {options.map(({ value, label, lang }) => (
            <option key={value} value={value} lang={lang}>
              {label}
            </option>
          ))}
        </select>
      </div>
    </FieldFrame>
  );
}
