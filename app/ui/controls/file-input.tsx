import type { ReactNode } from "react";
import type { FrameProps } from "./control-props.ts";
import { describedBy } from "./described-by.ts";
import { FieldFrame } from "./field-frame.tsx";
import { idOf } from "./id-of.ts";

type FileInputProps = FrameProps & {
  /** Media types and endings, as HTML's `accept`. */
  readonly accept: string;
  readonly multiple: boolean;
  /** Takes what was chosen at once; the control is then empty again. */
  readonly onChoose?: ((files: readonly File[]) => void) | undefined;
  /** What stands around the control: stored files above, the upload button below. */
  readonly before?: ReactNode;
  readonly after?: ReactNode;
};

/** Chooses files. */
export function FileInput({ accept, multiple, onChoose, before, after, ...frame }: FileInputProps) {
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
        onChange={
          onChoose &&
          (({ currentTarget }) => {
            const files = [...(currentTarget.files ?? [])];
            currentTarget.value = "";
            onChoose(files);
          })
        }
        aria-invalid={error !== undefined || undefined}
        aria-describedby={describedBy(name, frame)}
      />
      {after}
    </FieldFrame>
  );
}
