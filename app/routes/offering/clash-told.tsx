import { useEffect, useRef } from "react";
import { Alert } from "#app/ui/alert.tsx";

interface ClashToldProps {
  readonly heading: string;
  readonly hint: string;
  /** Whether it answers what was just sent, and so takes the focus. */
  readonly live: boolean;
}

/** That two people set something else. It is nobody's mistake, and so no summary of errors. */
export function ClashTold({ heading, hint, live }: ClashToldProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (live) box.current?.focus();
  }, [live]);
  return (
    <div
      ref={box}
      {...(live && { tabIndex: -1 })}
      // Pages that come without scripts leave it to the browser.
      // eslint-disable-next-line jsx-a11y/no-autofocus -- nothing on the page matters more
      autoFocus={live}
    >
      <Alert kind="warning" title={heading} live={live}>
        <p>{hint}</p>
      </Alert>
    </div>
  );
}
