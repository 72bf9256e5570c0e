import { CheckGroup } from "./check-group.tsx";
import type { Binding, ControlOption, FrameProps } from "./control-props.ts";
import { FieldsetFrame } from "./fieldset-frame.tsx";

type CheckboxGroupProps = FrameProps & {
  readonly options: readonly ControlOption[];
  readonly defaultValues: readonly string[];
  readonly binding?: Binding | undefined;
};

/** Any number of options. */
export function CheckboxGroup({ options, defaultValues, binding, ...frame }: CheckboxGroupProps) {
  return (
    <FieldsetFrame {...frame}>
      <CheckGroup
        type="checkbox"
        name={frame.name}
        options={options}
        chosen={defaultValues}
        wrong={frame.error !== undefined}
        binding={binding}
      />
    </FieldsetFrame>
  );
}
