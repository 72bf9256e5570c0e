import type { HeadersFunction } from "@remix-run/node";

/** Headers of every page of the staff: no cache keeps it, and whoever has to wait is told how long. */
export const staffHeaders: HeadersFunction = ({ actionHeaders }) => {
  const retryAfter = actionHeaders.get("Retry-After");
  return { "Cache-Control": "no-store", ...(retryAfter !== null && { "Retry-After": retryAfter }) };
};
