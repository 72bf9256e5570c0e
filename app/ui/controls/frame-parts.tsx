import type { ReactNode } from "react";
import { idOf } from "./id-of.ts";
import type { FrameProps } from "./control-props.ts";

/** The label's words and the mark of what may be left out. */
export function LabelText({ label, optionalMark }: Pick<FrameProps, "label" | "optionalMark">) {
  return optionalMark === undefined ? (
    <>{label}</>
  ) : (
    <>
      {label} <span className="kern-label__optional">{optionalMark}</span>
    </>
  );
}

/** Hint, and help behind a disclosure. */
export function Explanation({ name, hint, help }: Pick<FrameProps, "name" | "hint" | "help">) {
  return (
    <>
      {hint !== undefined && (
        <div className="kern-hint" id={idOf(name, "hint")}>
          {hint}
        </div>
      )}
      {help && (
        <details className="help">
          <summary>{help.summary}</summary>
          <div className="help__text kept-lines">{help.text}</div>
        </details>
      )}
    </>
  );
}

/** What is wrong with a control. */
export function ErrorText({ name, error }: { name: string; error: ReactNode }) {
  return (
    <p className="kern-error" id={idOf(name, "error")}>
      <span className="kern-icon kern-icon--danger" aria-hidden="true" />
      <span className="kern-body">{error}</span>
    </p>
  );
}
