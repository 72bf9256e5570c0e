/**
 * How Node runs the portal, so that a process stays below 512 MB however many towns it answers for (`bench/many-offerings.ts`). A
 * quarter of the room for what has just been made: most of it is done with by the end of an answer. And a bound for the rest: else
 * nothing is cleared away as long as the machine has memory.
 */
export const serverFlags = ["--max-semi-space-size=8", "--max-old-space-size=384"];
