import { createHash } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBufferPromise } from "yauzl";
import { bundleZip, type BundledAttachment } from "./bundle-zip.v1.server.ts";
import { documentOf } from "./fixtures/fim-service.ts";

const document = documentOf();
const formats = { pdf: Buffer.from("%PDF"), json: '{"a":"ä"}', xml: "<a/>" };
const sha256 = (content: Uint8Array) => createHash("sha256").update(content).digest("hex");

function attachmentOf(name: string, content: string | Buffer): BundledAttachment {
  const bytes = Buffer.from(content);
  return {
    name,
    mediaType: "application/pdf",
    sha256: sha256(bytes),
    // eslint-disable-next-line @typescript-eslint/require-await -- as storage gives it
    async *read() {
      for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
    },
  };
}

/** Contents by name, in their order; throws if the ZIP is damaged. */
async function unzip(zip: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const file = await fromBufferPromise(zip, { lazyEntries: true });
  for await (const entry of file.eachEntry()) {
    files.set(entry.fileName, await buffer(await file.openReadStreamPromise(entry)));
  }
  return files;
}

describe("the ZIP of a submission", () => {
  it("holds every format, the attachments and their checksums", async () => {
    const large = Buffer.alloc(300_000, "größer als ein Puffer");
    const attachments = [
      attachmentOf("Zeugnis.pdf", large),
      attachmentOf("Zeugnis.pdf", "ein anderes"),
      attachmentOf("../../böse\u0000.pdf", ""),
    ];
    const files = await unzip(await buffer(bundleZip(document, formats, attachments)));
    expect([...files.keys()]).toEqual([
      "7KQ4-M2XA-P9DT/antrag.pdf",
      "7KQ4-M2XA-P9DT/antrag.json",
      "7KQ4-M2XA-P9DT/antrag.xml",
      "7KQ4-M2XA-P9DT/anlagen/01-Zeugnis.pdf",
      "7KQ4-M2XA-P9DT/anlagen/02-Zeugnis.pdf",
      "7KQ4-M2XA-P9DT/anlagen/03-böse_.pdf",
      "7KQ4-M2XA-P9DT/pruefsummen.txt",
    ]);
    expect(files.get("7KQ4-M2XA-P9DT/antrag.json")?.toString()).toBe(formats.json);
    expect(files.get("7KQ4-M2XA-P9DT/anlagen/01-Zeugnis.pdf")?.equals(large)).toBe(true);
    const sums = files.get("7KQ4-M2XA-P9DT/pruefsummen.txt")?.toString() ?? "";
    expect(sums.endsWith("\n")).toBe(true);
    const lines = sums.trimEnd().split("\n");
    expect(lines).toHaveLength(6);
    for (const line of lines) {
      const [, sum, name] = /^([\da-f]{64}) {2}(.+)$/.exec(line) ?? [];
      expect(sha256(files.get(`7KQ4-M2XA-P9DT/${name!}`)!)).toBe(sum);
    }
  });

  it("has no XML for services that do not come from FIM", async () => {
    const { pdf, json } = formats;
    const files = await unzip(await buffer(bundleZip(document, { pdf, json }, [])));
    expect([...files.keys()].map((name) => name.split("/")[1])).toEqual([
      "antrag.pdf",
      "antrag.json",
      "pruefsummen.txt",
    ]);
  });

  it("fails where an attachment cannot be read to its end", async () => {
    const broken: BundledAttachment = {
      ...attachmentOf("Foto.jpg", "Anfang"),
      // eslint-disable-next-line @typescript-eslint/require-await -- as storage gives it
      async *read() {
        yield Buffer.from("Anfang");
        throw new Error("storage is away");
      },
    };
    const zip = bundleZip(document, formats, [broken, attachmentOf("b.pdf", "b")]);
    await expect(buffer(zip)).rejects.toThrow("storage is away");
  });

  it("fails where an attachment is not what its checksum says", async () => {
    const swapped = { ...attachmentOf("Foto.jpg", "echt"), read: attachmentOf("", "falsch").read };
    await expect(buffer(bundleZip(document, formats, [swapped]))).rejects.toThrow("checksum");
  });

  it("stops reading when nobody wants it any more", async () => {
    let isStopped = false;
    const endless: BundledAttachment = {
      ...attachmentOf("endlos.pdf", ""),
      async *read() {
        try {
          for (;;) {
            await setTimeout(1);
            yield Buffer.alloc(1000);
          }
        } finally {
          isStopped = true;
        }
      },
    };
    const zip = bundleZip(document, formats, [endless]);
    let seen = 0;
    for await (const chunk of zip) {
      seen += (chunk as Buffer).length;
      if (seen > 20_000) break;
    }
    await expect.poll(() => isStopped).toBe(true);
  });

  it("reads an attachment only as fast as the ZIP is taken", async () => {
    let read = 0;
    const large: BundledAttachment = {
      ...attachmentOf("groß.pdf", ""),
      async *read() {
        for (let count = 0; count < 1000; count += 1) {
          await setTimeout(0);
          read += 1;
          yield Buffer.alloc(65_536);
        }
      },
    };
    const zip = bundleZip(document, formats, [large]);
    zip.resume();
    await expect.poll(() => read).toBeGreaterThan(1);
    zip.pause();
    await setTimeout(300);
    expect(read).toBeLessThan(500);
    zip.destroy();
  });

  it("survives every name", async () => {
    const names = fc.array(fc.string({ unit: "binary", maxLength: 300 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(names, async (all) => {
        const attachments = all.map((name) => attachmentOf(name, `Inhalt ${name}`));
        const files = await unzip(await buffer(bundleZip(document, formats, attachments)));
        expect(files.size).toBe(4 + all.length);
        for (const name of files.keys()) expect(name).not.toMatch(/\.\.\/|^\/|\\/);
      }),
      { numRuns: 50 },
    );
  });
});
