import type { FocusEvent, FormEvent, ReactNode } from "react";

type ControlElement = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Lets a form library listen to a native control without owning its value. */
export interface Binding {
  readonly onChange: (event: FormEvent<ControlElement>) => unknown;
  readonly onBlur: (event: FocusEvent<ControlElement>) => unknown;
}

/** What every control shows around itself. Texts come from the caller: controls speak no language. */
export interface FrameProps {
  /** Name of the native control; its id follows from it. */
  readonly name: string;
  readonly label: ReactNode;
  /** Stands behind the label where no answer is needed, e.g. "(optional)". */
  readonly optionalMark?: string | undefined;
  /** Told to assistive technology only: what may be left out is marked, and the browser itself checks nothing. */
  readonly required?: boolean | undefined;
  readonly hint?: ReactNode;
  /** Longer text behind a disclosure. */
  readonly help?: { readonly summary: ReactNode; readonly text: ReactNode } | undefined;
  readonly error?: ReactNode;
}

/** One way to answer among several. */
export interface ControlOption {
  readonly value: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
}
