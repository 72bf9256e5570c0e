import type { ForwardingAdapter } from "./adapter.server.ts";
import { downloadOnly } from "./download-only.server.ts";

/** An adapter that checks its options itself, so that the place of use need not know their type. */
export type RegisteredAdapter = Pick<ForwardingAdapter, "name" | "check" | "forward">;

function register<Options>(adapter: ForwardingAdapter<Options>): [string, RegisteredAdapter] {
  return [
    adapter.name,
    {
      name: adapter.name,
      check: (options) => adapter.check(adapter.options.parse(options)),
      forward: async (document, attachments, given, signal) => {
        const options = adapter.options.safeParse(given);
        return options.success
          ? adapter.forward(document, attachments, options.data, signal)
          : { kind: "rejected", reason: "the destination's options are not valid" };
      },
    },
  ];
}

/** All adapters by name. A new one is a file and a line here. */
export const adapters: ReadonlyMap<string, RegisteredAdapter> = new Map([register(downloadOnly)]);

/** Where a submission goes as long as the municipality has not named another destination. */
export const defaultAdapter = downloadOnly.name;
