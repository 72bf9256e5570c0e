import { expect, test } from "vitest";
import { sendFile } from "./send-file.ts";

test("a file that was stopped before it could be sent lets the next one go", async () => {
  const file = new File(["x"], "falsch.pdf", { type: "application/pdf" });
  const signal = AbortSignal.abort();
  const onProgress = () => undefined;
  // Once it waited for ever, and with it everything behind it in the line.
  const sent = await sendFile(file, { at: "http://127.0.0.1:9/", field: "f", onProgress, signal });
  expect(sent).toEqual({ kind: "lost" });
}, 5000);
