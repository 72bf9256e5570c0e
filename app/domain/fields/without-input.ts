import { fault, fine, nothing, type Check, type FieldKindRules } from "./field-kind.ts";

/** By hand, since browsers load it too. What is stored was written by the portal itself. */
const checkFiles: Check = (files) => {
  if (!Array.isArray(files) || !files.every(isStoredFile)) return fault("pattern");
  return files.every(({ size }) => size > 0) ? fine : fault("file.empty");
};

type Members = Readonly<Record<string, (value: unknown) => boolean>>;

const isText = (value: unknown) => typeof value === "string";
const isMaybe = (is: (value: unknown) => boolean) => (value: unknown) =>
  value === undefined || is(value);

const storedFile: Members = {
  id: isText,
  name: isText,
  size: Number.isSafeInteger,
  mediaType: isText,
  sha256: isText,
  pages: isMaybe(Number.isSafeInteger),
  advice: isMaybe(
    (value) => Array.isArray(value) && value.every((one) => consistsOf(one, fileAdvice)),
  ),
};
const fileAdvice: Members = { code: isText, date: isMaybe(isText) };

function isStoredFile(value: unknown): value is { readonly size: number } {
  return consistsOf(value, storedFile);
}

/** Whether an object has these members and no others. */
function consistsOf(value: unknown, members: Members): boolean {
  if (typeof value !== "object" || value === null) return false;
  const entries = new Map(Object.entries(value));
  return (
    [...entries.keys()].every((name) => Object.hasOwn(members, name)) &&
    Object.entries(members).every(([name, is]) => is(entries.get(name)))
  );
}

/** Files travel beside the form values: they are stored as they arrive, one by one. */
export const file: FieldKindRules<"file"> = {
  parts: [""],
  read: () => nothing,
  check: () => checkFiles,
  write: () => ({}),
  format: (files) => files.map(({ name }) => name).join(", "),
};

export const staticText: FieldKindRules<"staticText"> = {
  parts: [],
  read: () => nothing,
  check: () => () => fault("pattern"),
  write: () => ({}),
  format: () => "",
};

/** The value is the definition's own content, never what a browser sends. */
const ownContent = {
  parts: [],
  read: () => nothing,
  check: () => () => fine,
  write: () => ({}),
  format: (value: string) => value,
} as const;

export const hidden: FieldKindRules<"hidden"> = ownContent;
export const locked: FieldKindRules<"locked"> = ownContent;
