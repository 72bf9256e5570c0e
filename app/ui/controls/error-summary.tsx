import { useEffect, useRef, type ReactNode } from "react";
import { idOf } from "./id-of.ts";

interface ErrorSummaryProps {
  readonly heading: ReactNode;
  /** Control and sentence, in the order of the page; `shown` is the sentence with its languages marked. */
  readonly errors: readonly {
    readonly name: string;
    readonly text: string;
    readonly shown?: ReactNode;
  }[];
  /** While the form is on its way, the focus stays where it is. */
  readonly paused?: boolean;
}

/** Everything that is wrong with a page, with links to the controls; takes the focus when it appears. */
export function ErrorSummary({ heading, errors, paused = false }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const signature = errors.map(({ name, text }) => `${name} ${text}`).join("\n");
  useEffect(() => {
    if (!paused) box.current?.focus();
  }, [signature, paused]);
  return (
    <div
      className="kern-alert kern-alert--danger error-summary"
      role="alert"
      tabIndex={-1}
      // Pages that come without scripts leave it to the browser.
      // eslint-disable-next-line jsx-a11y/no-autofocus -- nothing on the page matters more
      autoFocus
      ref={box}
    >
      <div className="kern-alert__header">
        <span className="kern-icon kern-icon--danger" aria-hidden="true" />
        <h2 className="kern-title">{heading}</h2>
      </div>
      <div className="kern-alert__body">
        <ul className="error-summary__list">
          {errors.map(({ name, text, shown = text }) => (
            <li key={`${name} ${text}`}>
              <a className="kern-link" href={`#${idOf(name)}`}>
                {/* KERN makes boxes of a link's parts; a sentence is one. */}
                <span>{shown}</span>
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
