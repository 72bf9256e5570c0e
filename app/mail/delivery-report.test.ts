import { describe, expect, test } from "vitest";
import { bounceOf } from "./fixtures/bounce.ts";
import { readDeliveryReport } from "./delivery-report.ts";

const id = "0123456789abcdef0123456789abcdef";
const read = (text: string) => readDeliveryReport(Buffer.from(text));

describe("a report of what did not arrive is read", () => {
  test("by the envelope's id or the Message-ID, whichever it holds", () => {
    const failed = { id, action: "failed", status: "5.1.1" };
    expect(read(bounceOf(id))).toEqual(failed);
    expect(read(bounceOf(id, { envelopeId: false }))).toEqual(failed);
    expect(read(bounceOf(id, { returned: "none" }))).toEqual(failed);
    expect(read(bounceOf(id, { envelopeId: false, returned: "whole" }))).toEqual(failed);
  });

  test("with any line ends, and however its part is written", () => {
    const text = bounceOf(id);
    expect(read(text.replaceAll("\r\n", "\n"))).toMatchObject({ id });
    expect(read(bounceOf(id, { encoding: "base64" }))).toMatchObject({ id, status: "5.1.1" });
    expect(read(bounceOf(id, { encoding: "quoted-printable" }))).toMatchObject({ id });
  });

  test("also when it only tells of a delay", () => {
    expect(read(bounceOf(id, { action: "delayed", status: "4.4.1" }))).toEqual({
      id,
      action: "delayed",
      status: "4.4.1",
    });
  });
});

test.each([
  "",
  "Subject: Abwesend\r\n\r\nIch bin im Urlaub.",
  "Content-Type: multipart/report; boundary=x\r\n\r\n--x--\r\n",
  "Content-Type: multipart/mixed\r\n\r\n",
  bounceOf(id, { envelopeId: false, returned: "none" }),
  bounceOf(id).replace(/^Action:.*\r\n/m, ""),
])("what is no report, or of no mail, is none (%#)", (text) => {
  expect(read(text)).toBeUndefined();
});

test("a report within a mail that somebody sent on is not read as one", () => {
  const outer = `Content-Type: message/rfc822\r\n\r\n${bounceOf(id)}`;
  expect(read(outer)).toBeUndefined();
});
