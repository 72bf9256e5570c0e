import { useEffect, useRef } from "react";

/**
 * Puts work off until the pointer is up again. A message that comes or goes when a control is left moves what stands
 * below it: away from under the pointer that is pressing there, and the press would be lost.
 */
export function useAfterPress(): (work: () => void) => void {
  const pressing = useRef(false);
  const waiting = useRef<(() => void)[]>([]);
  useEffect(() => {
    const down = (): void => {
      pressing.current = true;
    };
    const up = (): void => {
      pressing.current = false;
      // The click comes right after.
      setTimeout(() => {
        for (const work of waiting.current.splice(0)) work();
      });
    };
    const listening = new AbortController();
    const options = { capture: true, signal: listening.signal };
    document.addEventListener("pointerdown", down, options);
    for (const event of ["pointerup", "pointercancel"])
      document.addEventListener(event, up, options);
    return () => {
      listening.abort();
    };
  }, []);
  return (work) => {
    if (pressing.current) waiting.current.push(work);
    else work();
  };
}
