// Loaded into a server by its benchmark (`--import`): tells on request how long the answers took, from the moment a
// request is read to the moment its answer is written.
import { channel } from "node:diagnostics_channel";
import type { ServerResponse } from "node:http";

const begun = new WeakMap<ServerResponse, number>();
let durations: number[] = [];

channel("http.server.request.start").subscribe((message) => {
  begun.set((message as { response: ServerResponse }).response, performance.now());
});
channel("http.server.response.finish").subscribe((message) => {
  const start = begun.get((message as { response: ServerResponse }).response);
  if (start !== undefined) durations.push(performance.now() - start);
});
process.on("message", (message) => {
  if (message !== "durations") return;
  process.send?.({ durations });
  durations = [];
});
// Listening alone must not keep the server running.
process.channel?.unref();
