import { Busboy, type BusboyFileStream, type BusboyInstance } from "@fastify/busboy";
import {
  badForm,
  collectFields,
  decodeUtf8,
  formLimits,
  type BadForm,
  type FormFile,
  type FormInput,
} from "./http-form-input.server.ts";

/** Reads a body of type multipart/form-data. */
export async function readMultipart(
  body: Buffer,
  contentType: string,
): Promise<FormInput | BadForm> {
  const { raw, add } = collectFields();
  const files: FormFile[] = [];
  const parser = openParser(contentType);
  if (parser === undefined) return badForm("malformed");
  return new Promise((resolve) => {
    const fail = (reason: BadForm["reason"]) => {
      resolve(badForm(reason));
    };
    parser.on("partsLimit", () => {
      fail("tooManyFields");
    });
    parser.on("error", () => {
      fail("malformed");
    });
    parser.on("file", (givenName, stream, givenFilename, _encoding, mediaType) => {
      const name: string | undefined = givenName;
      const filename: string | undefined = givenFilename;
      collect(stream, (bytes) => {
        const problem = addPart(name, filename, bytes, mediaType);
        if (problem !== undefined) fail(problem);
      });
    });
    parser.on("finish", () => {
      resolve({ ok: true, raw, files });
    });
    // In one piece: the parser then works through it at once.
    parser.end(body);
  });

  function addPart(
    name: string | undefined,
    filename: string | undefined,
    bytes: Buffer,
    mediaType: string,
  ): BadForm["reason"] | undefined {
    if (name === undefined) return "malformed";
    if (name.includes("\uFFFD")) return "encoding";
    // What a browser sends for a file control without a file; the parser gives an empty file name as none.
    if ((filename ?? "") === "" && bytes.length === 0 && mediaType === "application/octet-stream") {
      return undefined;
    }
    if (filename === undefined) {
      const value = decodeUtf8(bytes);
      return value === undefined ? "encoding" : add(name, value);
    }
    if (files.length === formLimits.files) return "tooManyFiles";
    if (name.length > formLimits.name) return "nameTooLong";
    if (name.includes("\0") || filename.includes("\0")) return "nul";
    files.push({ name, filename, mediaType, bytes });
    return undefined;
  }
}

function openParser(contentType: string): BusboyInstance | undefined {
  try {
    return new Busboy({
      headers: { "content-type": contentType },
      // Every part as bytes: the parser would replace what is not UTF-8 in a value without a word.
      isPartAFile: () => true,
      limits: {
        parts: formLimits.fields + formLimits.files,
        headerPairs: 20,
        headerSize: 16_384,
      },
    });
  } catch {
    return undefined;
  }
}

function collect(stream: BusboyFileStream, done: (bytes: Buffer) => void): void {
  const pieces: Buffer[] = [];
  stream.on("data", (piece: Buffer) => pieces.push(piece));
  // The parser reports the same trouble as its own.
  stream.on("error", () => undefined);
  stream.on("end", () => {
    done(Buffer.concat(pieces));
  });
}
