/**
 * Runs in the browser as soon as the page stands: starts the page's scripts at the first sign that somebody is there.
 *
 * Its text is written into the document (`page-scripts.tsx`), since a file of its own would come too late for the first
 * press. So it may use nothing from outside. What is typed or pressed until React is at work is the browser's own:
 * controls keep their values, and buttons send the native form.
 */
export function startAtFirstTouch(): void {
  const waiting = document.querySelector<HTMLScriptElement>("script[data-modules]");
  if (!waiting) return;
  const signs = ["pointermove", "pointerdown", "touchstart", "wheel", "keydown", "focusin"];
  // Filled in by the browser, and pressed by what reads the page out: neither comes with one of the others.
  signs.push("input", "change", "click");
  const start = (event?: Event): void => {
    // Some browsers tell where the pointer rests when a page is drawn below it. Nobody has moved it.
    if (event instanceof PointerEvent && event.type === "pointermove")
      if (event.movementX === 0 && event.movementY === 0) return;
    for (const sign of signs) removeEventListener(sign, start, true);
    // At the end of the head, where React leaves alone what it does not know.
    for (const href of waiting.dataset["modules"]?.split(" ") ?? []) {
      const link = document.createElement("link");
      document.head.append(Object.assign(link, { rel: "modulepreload", href }));
    }
    const script = document.createElement("script");
    const { nonce, text } = waiting;
    document.head.append(Object.assign(script, { type: "module", nonce, text }));
  };
  const [navigation] = performance.getEntriesByType("navigation");
  // Whoever comes back or loads anew finds in the controls what they had typed, and no event tells of it.
  const isNew = !navigation || (navigation as PerformanceNavigationTiming).type === "navigate";
  if (!isNew || document.querySelector(":focus")) start();
  else for (const sign of signs) addEventListener(sign, start, { capture: true, passive: true });
}
