import { setTimeout as wait } from "node:timers/promises";
import * as z from "zod";
import type { ForwardingAdapter } from "./adapter.server.ts";

const optionsSchema = z.strictObject({
  behaviour: z.enum(["accept", "acknowledge", "reject", "refuse", "timeout", "throw", "late"]),
  /** Of `late` and `acknowledge`: seconds until the answer. */
  seconds: z.coerce.number().min(0).max(3600).default(3),
});
type Options = z.infer<typeof optionsSchema>;
interface State {
  /** ISO instant. */
  readonly sentAt: string;
}

/**
 * A destination that does what real ones do on bad days, to try out in the demo what staff then see: it takes everything
 * at once or later, rejects with problems, is busy, never answers, or breaks.
 */
export const demoTrouble: ForwardingAdapter<Options, State> = {
  name: "demo-trouble",
  demo: true,
  options: optionsSchema,
  secrets: [],
  check: ({ behaviour }) =>
    Promise.resolve([
      {
        what: "reachable",
        ok: ["accept", "acknowledge", "late"].includes(behaviour),
        detail: behaviour,
      },
    ]),
  forward: async (document, _attachments, { behaviour, seconds }, signal, delivery) => {
    const receiverReference = `demo-${document.reference}`;
    switch (behaviour) {
      case "accept":
        return { kind: "accepted", receiverReference };
      case "late":
        await wait(seconds * 1000, undefined, { signal });
        return { kind: "accepted", receiverReference };
      case "acknowledge":
        await delivery.keep({ sentAt: delivery.clock().toISOString() });
        return { kind: "sent", receiverReference, askAfterSeconds: Math.max(1, seconds) };
      case "reject":
        return {
          kind: "rejected",
          reason: "the demo destination rejects everything",
          problems: [
            {
              type: "https://schema.fitko.de/fit-connect/events/problems/schema-violation",
              title: "Schema-Fehler",
              detail: "The data do not fit the schema that the receiver expects.",
              instance: "data",
            },
          ],
        };
      case "refuse":
        return { kind: "retry", reason: "the demo destination is busy" };
      case "timeout":
        await wait(24 * 3600 * 1000, undefined, { signal });
        return { kind: "retry", reason: "no answer" };
      case "throw":
        throw new Error("the demo destination breaks");
    }
  },
  follow: ({ seconds }, _signal, { state, clock }) => {
    const sentAt = state ? Date.parse(state.sentAt) : 0;
    return Promise.resolve(
      clock().getTime() - sentAt >= seconds * 1000 ? { kind: "accepted" } : { kind: "sent" },
    );
  },
};
