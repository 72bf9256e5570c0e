import { error, type ImportProblem } from "./problems.ts";

/** Nothing that FIM publishes comes near it (largest schema known: 3.5 MB). */
export const maxXmlBytes = 32 * 1024 * 1024;

type Decoded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: ImportProblem };

const labels: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "utf-8": "utf-8",
    utf8: "utf-8",
    "us-ascii": "utf-8",
    "iso-8859-1": "windows-1252",
    latin1: "windows-1252",
    "windows-1252": "windows-1252",
    "iso-8859-15": "iso-8859-15",
  }),
);

/** Turns the bytes of an XML file into text, by byte order mark or XML declaration (XML 1.0, appendix F). */
export function decodeXml(input: string | Uint8Array): Decoded {
  if (input.length > maxXmlBytes) {
    return failed(error("tooLarge", `larger than ${String(maxXmlBytes)} bytes`));
  }
  if (typeof input === "string") return present(input.replace(/^\uFEFF/, ""));
  const declared = encodingOf(input);
  const label = declared.startsWith("utf-16") ? declared : labels.get(declared);
  if (label === undefined) {
    return failed(error("unsupportedEncoding", `encoding ${declared} is not read`, { line: 1 }));
  }
  try {
    return present(new TextDecoder(label, { fatal: true }).decode(input));
  } catch {
    const where = positionOfGarbage(new TextDecoder(label).decode(input));
    return failed(error("invalidEncoding", `bytes that are not ${declared}`, where));
  }
}

function present(text: string): Decoded {
  return text.trim() === ""
    ? failed(error("empty", "the file is empty", { line: 1, column: 1 }))
    : { ok: true, text };
}

function failed(problem: ImportProblem): Decoded {
  return { ok: false, problem };
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  const match = /^(?:\xEF\xBB\xBF)?<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]{1,40})["']/.exec(head);
  return match?.[1]?.toLowerCase() ?? "utf-8";
}

function positionOfGarbage(text: string): { line: number; column: number } {
  const before = text.slice(0, Math.max(0, text.indexOf("\uFFFD")));
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: before.length - lineStart + 1 };
}
