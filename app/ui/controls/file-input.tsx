import { useEffect, useRef, type ReactNode } from "react";
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
  /** Tells which files are stored. Once others are, the control is empty: they must not be sent once more. */
  readonly stored?: string;
  /** What stands around the control: stored files above, the upload button below. */
  readonly before?: ReactNode;
  readonly after?: ReactNode;
};

/** Chooses files. */
export function FileInput(props: FileInputProps) {
  const { accept, multiple, onChoose, stored = "", before, after, ...frame } = props;
  const { name, error } = frame;
  const control = useRef<HTMLInputElement>(null);
  const known = useRef(stored);
  // Not a new control: it may have the focus.
  useEffect(() => {
    if (control.current && known.current !== stored) control.current.value = "";
    known.current = stored;
  }, [stored]);
  return (
    <FieldFrame {...frame}>
      {before}
      <input
        className={`kern-form-input__input${error === undefined ? "" : " kern-form-input__input--error"}`}
        id={idOf(name)}
        name={name}
        type="file"
        ref={control}
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
