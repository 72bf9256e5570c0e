import type { Binding, ControlOption } from "./control-props.ts";
import { idOf } from "./id-of.ts";

interface CheckGroupProps {
  readonly type: "radio" | "checkbox";
  readonly name: string;
  readonly options: readonly ControlOption[];
  /** Values that are chosen at first. */
  readonly chosen: readonly string[];
  readonly wrong: boolean;
  readonly binding?: Binding | undefined;
  /** The first option gets the plain id, so that a link to the question lands on it. */
  readonly first?: boolean;
}

/** Native radio buttons or check boxes of one name. */
export function CheckGroup(props: CheckGroupProps) {
  const { type, name, options, chosen, wrong, binding, first = true } = props;
  return (
    <>
      {options.map(({ value, label, hint }, index) => {
        const own = idOf(name, index);
        const id = first && index === 0 ? idOf(name) : own;
        return (
          <div className="kern-form-check" key={value}>
            <input
              className={`kern-form-check__${type}${wrong ? ` kern-form-check__${type}--error` : ""}`}
              id={id}
              type={type}
              name={name}
              value={value}
              defaultChecked={chosen.includes(value)}
              aria-invalid={(wrong && type === "checkbox") || undefined}
              aria-describedby={hint === undefined ? undefined : `${own}_hint`}
              {...binding}
            />
            <label className="kern-label" htmlFor={id}>
              {label}
            </label>
            {hint !== undefined && (
              <div className="kern-hint check__hint" id={`${own}_hint`}>
                {hint}
              </div>
            )}
          </div>
        );
      })}
    </>
  );
}
