/** An uploaded file, whole in memory: the size of a request is limited before it gets here. */
export interface FormFile {
  /** Name of the form's control. */
  readonly name: string;
  /** As the browser gave it, without folders; may be empty. */
  readonly filename: string;
  /** What the browser claims; never to be trusted. */
  readonly mediaType: string;
  readonly bytes: Buffer;
}

export interface FormInput {
  readonly ok: true;
  /** All values by name, in their order. Has no prototype: `__proto__` is a name like any other. */
  readonly raw: Record<string, string[]>;
  readonly files: readonly FormFile[];
}

/** The body is no form that a browser would send: to be answered with `status`, not with a form page. */
export interface BadForm {
  readonly ok: false;
  readonly status: 400 | 413 | 415;
  readonly reason:
    | "mediaType"
    | "malformed"
    | "encoding"
    | "nul"
    | "tooManyFields"
    | "nameTooLong"
    | "valueTooLong"
    | "tooManyFiles";
}

export const formLimits = {
  /** Values in all. */
  fields: 5000,
  /** Characters. */
  name: 200,
  /** Bytes. */
  value: 100_000,
  files: 20,
} as const;

export function badForm(reason: BadForm["reason"]): BadForm {
  switch (reason) {
    case "mediaType":
      return { ok: false, status: 415, reason };
    case "malformed":
    case "encoding":
    case "nul":
      return { ok: false, status: 400, reason };
    case "tooManyFields":
    case "nameTooLong":
    case "valueTooLong":
    case "tooManyFiles":
      return { ok: false, status: 413, reason };
  }
}

/** A form being read: `add` says what is wrong with a value, if anything. */
export function collectFields(): {
  readonly raw: Record<string, string[]>;
  readonly add: (name: string, value: string) => BadForm["reason"] | undefined;
} {
  const raw = Object.create(null) as Record<string, string[]>;
  let count = 0;
  return {
    raw,
    add: (name, value) => {
      count += 1;
      if (count > formLimits.fields) return "tooManyFields";
      if (name.length > formLimits.name) return "nameTooLong";
      if (Buffer.byteLength(value) > formLimits.value) return "valueTooLong";
      if (name.includes("\0") || value.includes("\0")) return "nul";
      (raw[name] ??= []).push(value);
      return undefined;
    },
  };
}

/** The text of bytes; undefined where they are not UTF-8. */
export function decodeUtf8(bytes: Buffer): string | undefined {
  try {
    // A byte order mark is a character that somebody typed.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
