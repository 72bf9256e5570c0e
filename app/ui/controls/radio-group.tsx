import { CheckGroup } from "./check-group.tsx";
import type { Binding, ControlOption, FrameProps } from "./control-props.ts";
import { FieldsetFrame } from "./fieldset-frame.tsx";

type RadioGroupProps = FrameProps & {
  readonly options: readonly ControlOption[];
  readonly defaultValue?: string | undefined;
  /** Side by side where there is room; for two or three short answers. */
  readonly horizontal?: boolean;
  readonly binding?: Binding | undefined;
};

/** One of a few options. */
export function RadioGroup({
  options,
  defaultValue,
  horizontal,
  binding,
  ...frame
}: RadioGroupProps) {
  return (
    <FieldsetFrame {...frame} radios layout={horizontal === true ? "row" : "stack"}>
      <CheckGroup
        type="radio"
        name={frame.name}
        options={options}
        chosen={defaultValue === undefined ? [] : [defaultValue]}
        wrong={frame.error !== undefined}
        binding={binding}
      />
    </FieldsetFrame>
  );
}
