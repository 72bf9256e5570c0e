import type { ReactNode } from "react";
import type { FrameProps } from "./control-props.ts";
import { describedBy } from "./described-by.ts";
import { FieldFrame } from "./field-frame.tsx";
import { idOf } from "./id-of.ts";

type FileInputProps = FrameProps & {
  /** Media types and endings, as HTML's `accept`. */
  readonly accept: string;
  readonly multiple: boolean;
  /** What stands around the control: stored files above, the upload button below. */
  readonly before?: ReactNode;
  readonly after?: ReactNode;
};

/** Chooses files. */
export function FileInput({ accept, multiple, before, after, ...frame }: FileInputProps) {
  const { name, error } = frame;
  return (
    <FieldFrame {...frame}>
      {before}
      <input
        className={`kern-form-input__input${error === undefined ? "" : " kern-form-input__input--error"}`}
        id={idOf(name)}
        name={name}
        type="file"
        accept={accept}
        multiple={multiple}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={describedBy(name, frame)}
      />
      {after}
    </FieldFrame>
  );
}
