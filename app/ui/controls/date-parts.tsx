import type { ReactNode } from "react";
import type { Binding, FrameProps } from "./control-props.ts";
import { FieldsetFrame } from "./fieldset-frame.tsx";
import { idOf } from "./id-of.ts";
import { TextInput } from "./text-input.tsx";

/** One small control of a question in parts. */
export interface DatePart {
  readonly name: string;
  readonly label: ReactNode;
  readonly width: number;
  readonly defaultValue?: string | undefined;
  readonly autoComplete?: string | undefined;
  /** The part to which the error belongs. */
  readonly invalid: boolean;
  readonly binding?: Binding | undefined;
  readonly suffix?: ReactNode;
  readonly inputMode?: "text" | "numeric";
  readonly dir?: "ltr";
  readonly required?: boolean | undefined;
}

/** Day, month, year (and time) side by side, typed as numbers. */
export function DateParts({
  parts,
  ...frame
}: FrameProps & { readonly parts: readonly DatePart[] }) {
  return (
    <FieldsetFrame {...frame} anchor layout="row">
      {parts.map(({ invalid, ...part }) => (
        <TextInput
          key={part.name}
          inputMode="numeric"
          {...part}
          blamedBy={invalid ? idOf(frame.name, "error") : undefined}
        />
      ))}
    </FieldsetFrame>
  );
}
