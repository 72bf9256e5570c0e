export interface Measurement {
  /** Pieces of work done in a second. */
  readonly perSecond: number;
  /** Milliseconds that a piece of work took. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly count: number;
  readonly errors: number;
}

/** Does work again and again, so many at once, for so many seconds (and at least once each). */
export async function measure(
  seconds: number,
  atOnce: number,
  work: (worker: number) => Promise<void>,
): Promise<Measurement> {
  const durations: number[] = [];
  let errors = 0;
  const started = performance.now();
  const end = started + seconds * 1000;
  const worker = async (_: unknown, index: number) => {
    do {
      const begun = performance.now();
      try {
        await work(index);
        durations.push(performance.now() - begun);
      } catch (error) {
        errors += 1;
        if (errors === 1) console.warn("first error:", error);
      }
    } while (performance.now() < end && errors < 1000);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const elapsed = (performance.now() - started) / 1000;
  return {
    perSecond: durations.length / elapsed,
    p50: quantile(durations, 0.5),
    p95: quantile(durations, 0.95),
    p99: quantile(durations, 0.99),
    count: durations.length,
    errors,
  };
}

/** The duration that such a share of them does not exceed. */
export function quantile(durations: readonly number[], share: number): number {
  const sorted = durations.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
