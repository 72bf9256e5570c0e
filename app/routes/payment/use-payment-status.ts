import { useEffect } from "react";

/** Milliseconds between two looks, and how many of them. */
const pause = 4000;
const looks = 150;

/** Looks whether the payment is told of meanwhile, and goes on as if one had come back anew. */
export function usePaymentStatus(base: string, shown: string): void {
  useEffect(() => {
    if (shown !== "started") return undefined;
    let left = looks;
    const timer = setInterval(() => {
      if (document.hidden) return;
      left -= 1;
      if (left < 0) {
        clearInterval(timer);
        return;
      }
      void fetch(`${base}/bezahlen/stand`)
        .then(async (answer) => (answer.ok ? ((await answer.json()) as { status: string }) : {}))
        .catch(() => ({}))
        .then((found) => {
          if ("status" in found && found.status !== shown)
            location.replace(`${base}/bezahlen/zurueck`);
        });
    }, pause);
    return () => {
      clearInterval(timer);
    };
  }, [base, shown]);
}
