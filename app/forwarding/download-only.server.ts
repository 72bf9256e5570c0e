import * as z from "zod";
import type { ForwardingAdapter } from "./adapter.server.ts";

/** The inbox is the destination: staff read and download there, nothing is sent anywhere. */
export const downloadOnly: ForwardingAdapter<Record<string, never>> = {
  name: "download-only",
  options: z.strictObject({}),
  secrets: [],
  check: () =>
    Promise.resolve([
      { what: "reachable", ok: true, detail: "The inbox of this portal is the destination." },
    ]),
  forward: () => Promise.resolve({ kind: "accepted" }),
};
