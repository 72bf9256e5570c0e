import type { ForwardingAdapter } from "./adapter.server.ts";
import { withoutThrowing } from "./failure.server.ts";
import { check } from "./fit-connect/check.server.ts";
import { openClient } from "./fit-connect/client.server.ts";
import { follow } from "./fit-connect/follow.server.ts";
import { fitConnectOptions, type FitConnectOptions } from "./fit-connect/options.server.ts";
import { send } from "./fit-connect/send.server.ts";
import type { FitConnectState } from "./fit-connect/state.server.ts";
import { resultOf } from "./fit-connect/trouble.server.ts";

/** FIT-Connect, the federation's delivery service: a sender on version 2 of its Submission API. */
export const fitConnect: ForwardingAdapter<FitConnectOptions, FitConnectState> = {
  name: "fit-connect",
  options: fitConnectOptions,
  secrets: ["clientSecret", "callbackSecret"],
  check,
  forward: (document, attachments, options, signal, delivery) =>
    withoutThrowing(signal, () => {
      const client = openClient(options, delivery, signal);
      return send({ client, options, delivery, document, attachments }).catch(resultOf);
    }),
  follow: (options, signal, delivery) =>
    withoutThrowing(signal, () =>
      follow(openClient(options, delivery, signal), delivery.state).catch(resultOf),
    ),
};
