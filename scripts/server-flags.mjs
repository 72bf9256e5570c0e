/**
 * How Node runs the portal, so that a process stays below 512 MB however many towns it answers for (`bench/many-offerings.ts`). Room for
 * what has just been made, most of which is done with by the end of an answer: with a third of it, clearing up came so often that it made
 * one answer in twenty slow. And a bound for the rest: else nothing is cleared away as long as the machine has memory.
 */
export const serverFlags = ["--max-semi-space-size=24", "--max-old-space-size=384"];
