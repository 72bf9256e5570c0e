import { expect, test } from "vitest";
import { progressOf } from "./progress.ts";

const events = (...kinds: string[]) => kinds.map((kind, at) => ({ kind, at }));
const reached = (...args: Parameters<typeof progressOf>) =>
  progressOf(...args)
    .filter(({ event }) => event !== undefined)
    .map(({ step }) => step);

test.each([
  [["received"], "received", ["received", "encrypted"]],
  [["received", "forwarding.accepted"], "received", ["received", "encrypted", "delivered"]],
  [["received", "forwarding.sent"], "received", ["received", "encrypted", "delivered"]],
  [
    ["received", "forwarding.sent", "forwarding.accepted"],
    "received",
    ["received", "encrypted", "delivered", "collected"],
  ],
  [["received", "forwarding.rejected"], "received", ["received", "encrypted"]],
  [["received", "downloaded.pdf"], "received", ["received", "encrypted", "collected"]],
  [
    ["received", "opened", "statusChanged.inProgress", "statusChanged.done"],
    "done",
    ["received", "encrypted", "collected", "inProgress", "decided"],
  ],
] as const)("%j as %s has reached %j", (kinds, status, steps) => {
  expect(reached(events(...kinds), status)).toEqual(steps);
});

test("a decision that was taken back is no decision", () => {
  const happened = events(
    "received",
    "statusChanged.inProgress",
    "statusChanged.rejected",
    "statusChanged.inProgress",
  );
  const steps = progressOf(happened, "inProgress");
  expect(steps.at(-1)).toEqual({ step: "decided", event: undefined });
  expect(steps.at(-2)?.event).toMatchObject({ at: 3 });
});
