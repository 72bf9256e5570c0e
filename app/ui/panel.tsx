import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

interface PanelProps {
  /** The page's `h1`. */
  readonly title: ReactNode;
  readonly referenceLabel: ReactNode;
  readonly reference: string;
  readonly children?: ReactNode;
}

/** The good end: something has arrived, under this reference. */
export function Panel({ title, referenceLabel, reference, children }: PanelProps) {
  return (
    <div className="panel">
      <h1 className="panel__title">
        <Icon name="check" />
        {title}
      </h1>
      <p className="panel__label">{referenceLabel}</p>
      {/* Not a word to be translated or hyphenated. */}
      <p className="panel__reference" translate="no">
        {reference}
      </p>
      {children !== undefined && <div className="panel__more">{children}</div>}
    </div>
  );
}
