import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

/** Milliseconds between two looks. */
const pause = 2000;

/** Looks again and again as long as something is going on; without scripts there is a link that does so. */
export function useReload(isLive: boolean): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!isLive || state !== "idle") return undefined;
    const timer = setTimeout(() => {
      if (!document.hidden) revalidate();
    }, pause);
    return () => {
      clearTimeout(timer);
    };
  }, [isLive, revalidate, state]);
}
