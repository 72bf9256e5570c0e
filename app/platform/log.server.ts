import { pino, type DestinationStream, type Logger } from "pino";

/** What an event may carry: ids, codes, numbers; never an answer or a name. */
export type LogDetails = Readonly<Record<string, unknown>>;

/** Writes events with names, e.g. `log.info("submission.accepted", { submission: id })`, as JSON lines. */
export interface Log {
  readonly debug: (event: string, details?: LogDetails) => void;
  readonly info: (event: string, details?: LogDetails) => void;
  readonly warn: (event: string, details?: LogDetails) => void;
  /** Put what was thrown under `error`: it is written with its stack. */
  readonly error: (event: string, details?: LogDetails) => void;
  /** A log whose every event carries these details, e.g. the id of the request. */
  readonly with: (details: LogDetails) => Log;
}

/** A log to standard output, or to `destination`. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    messageKey: "event",
    errorKey: "error",
    timestamp: () => `,"at":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return wrap(destination === undefined ? pino(options) : pino(options, destination));
}

function wrap(logger: Logger): Log {
  return {
    debug: (event, details = {}) => {
      logger.debug(safe(details), event);
    },
    info: (event, details = {}) => {
      logger.info(safe(details), event);
    },
    warn: (event, details = {}) => {
      logger.warn(safe(details), event);
    },
    error: (event, details = {}) => {
      logger.error(safe(details), event);
    },
    with: (details) => wrap(logger.child(details)),
  };
}

/** An error's own properties can hold the parameters of a query, and so an answer: keeps name, code, stack. */
function safe(details: LogDetails): LogDetails {
  const { error } = details;
  return error instanceof Error ? { ...details, error: describe(error) } : details;
}

function describe(error: Error): LogDetails {
  return {
    name: error.name,
    message: error.message,
    ...("code" in error ? { code: error.code } : {}),
    stack: error.stack,
    ...(error.cause instanceof Error ? { cause: describe(error.cause) } : {}),
  };
}
