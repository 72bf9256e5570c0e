/**
 * How Node runs the portal. A quarter of the room for what has just been made: most of it is done with by the end of an answer, and a
 * process that opened 2,000 different offerings needs 430 MB at most instead of 560 (`bench/many-offerings.ts`).
 */
export const serverFlags = ["--max-semi-space-size=8"];
