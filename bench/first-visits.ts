import { chromium } from "@playwright/test";
import { findBrowser } from "../e2e/browser.ts";
import { visitFirst, type FirstVisit } from "../e2e/fixtures/first-visit.ts";

/** Times slower than the processor of this machine: about a cheap phone. */
const slowdown = 4;
const visits = 5;

/** First visits of a page in a browser, each with nothing kept from the one before. */
export interface FirstVisits {
  readonly last: FirstVisit;
  readonly slowdown: number;
  /** Milliseconds until the largest part of the page stood, in order of size. */
  readonly paints: readonly number[];
  /** Of all visits. */
  readonly worstShift: number;
}

/** Opens the page in Chromium, with the processor slowed down. */
export async function measureFirstVisits(url: string): Promise<FirstVisits> {
  const browser = await chromium.launch(await findBrowser());
  const made: FirstVisit[] = [];
  try {
    while (made.length < visits) {
      const context = await browser.newContext();
      made.push(await visitFirst(await context.newPage(), url, slowdown));
      await context.close();
    }
  } finally {
    await browser.close();
  }
  const last = made.at(-1);
  if (!last) throw new Error("nobody visited the page");
  return {
    last,
    slowdown,
    paints: made.map(({ largestPaint }) => largestPaint).sort((one, other) => one - other),
    worstShift: Math.max(...made.map(({ shift }) => shift)),
  };
}
