import type { ReactNode } from "react";
import type { Origin } from "#app/domain/answers.ts";
import type { Say } from "./error-text.ts";
import { said } from "./shown.tsx";

/** A hint with the note where the answer came from; the control is described by both. */
export function withOrigin(hint: ReactNode, origin: Origin | undefined, say: Say): ReactNode {
  if (origin === undefined) return hint;
  return (
    <>
      {hint}
      <span className="origin-mark">{said(say, `origin.${origin}`)}</span>
    </>
  );
}
