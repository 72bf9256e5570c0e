import { useEffect, useState } from "react";
import { idOf } from "./id-of.ts";

/** What to say about what was typed; undefined: nothing yet. */
export type CountText = (typed: string) => string | undefined;

/** Milliseconds without a key until ears hear the count: not after every letter. */
const pause = 1000;

/** How much room is left in a control: for eyes at once, for ears when typing pauses. Empty without scripts. */
export function CharacterCount({ name, countText }: { name: string; countText: CountText }) {
  const [shown, setShown] = useState<string>();
  const [said, setSaid] = useState<string>();
  useEffect(() => {
    const control = document.getElementById(idOf(name)) as HTMLTextAreaElement | null;
    if (!control) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (): string | undefined => {
      const text = countText(control.value);
      setShown(text);
      return text;
    };
    const count = (): void => {
      const text = show();
      clearTimeout(timer);
      timer = setTimeout(() => {
        setSaid(text);
      }, pause);
    };
    show();
    control.addEventListener("input", count);
    return () => {
      clearTimeout(timer);
      control.removeEventListener("input", count);
    };
  }, [name, countText]);
  return (
    <>
      {shown !== undefined && (
        <p className="character-count" aria-hidden="true">
          {shown}
        </p>
      )}
      {/* Always there: a region that comes along with its text is not read out. */}
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </>
  );
}
