import { withMunicipality, type Database } from "#db/connect.ts";
import { addFigures } from "#db/queries/figures.ts";
import { dayOf } from "../domain/deadline.ts";
import type { Figure, FigureEvent, FigurePlace } from "../domain/figures/figure.ts";
import type { Log } from "../platform/log.server.ts";

/** Counts in memory and writes from time to time: no request waits for it, and none fails because of it. */
export interface FigureCounter {
  /** Adds one. `subject` where the event needs one, see `FigureEvent`. */
  readonly count: (place: FigurePlace, event: FigureEvent, subject?: string) => void;
  /** Writes what was counted so far; what cannot be written is kept for the next time. */
  readonly flush: () => Promise<void>;
}

/** Milliseconds until what was counted is written: as much as a crash can lose. */
const delay = 5000;
/** Counters that are kept while the database is away; what goes beyond is not counted. */
const mostCounters = 20_000;
/** Page ids and field paths of deep services are longer than anything read here would be. */
const longestSubject = 400;

export function createFigureCounter({
  database,
  log,
  clock,
}: {
  readonly database: Database;
  readonly log: Log;
  readonly clock: () => Date;
}): FigureCounter {
  let counted = new Map<string, Figure>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const add = (figure: Figure): void => {
    const { ars, serviceId, serviceVersion, language, day, event, subject } = figure;
    const key = [ars, serviceId, serviceVersion, language, day, event, subject].join("\n");
    const known = counted.get(key);
    if (!known && counted.size >= mostCounters) return;
    counted.set(key, { ...figure, count: (known?.count ?? 0) + figure.count });
  };
  const write = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const batch = counted;
    if (batch.size === 0) return;
    counted = new Map();
    try {
      await withMunicipality(database, "*", (sql) => addFigures(sql, [...batch.values()]));
    } catch (error) {
      log.warn("figures.notWritten", { counters: batch.size, error });
      for (const figure of batch.values()) add(figure);
      startTimer();
    }
  };
  const flush = (): Promise<void> => (writing = writing.then(write));
  const startTimer = (): void => {
    // Alone it keeps no process alive.
    timer ??= setTimeout(() => void flush(), delay).unref();
  };
  return {
    count: (place, event, subject = "") => {
      add({
        ...place,
        day: dayOf(clock()),
        event,
        subject: subject.slice(0, longestSubject),
        count: 1,
      });
      startTimer();
    },
    flush,
  };
}
