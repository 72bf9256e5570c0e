import type { FieldOptions, StoredFile } from "./fields/kinds.ts";
import type { FieldError } from "./page-form.ts";
import type { Repeat } from "./service.ts";

/** Where a field does not say: 10 MiB a file, document types that every office can open, ten files. */
const defaults = {
  maxSize: 10 * 1024 * 1024,
  mediaTypes: ["application/pdf", "image/jpeg", "image/png"],
  maxCount: 10,
};

/** What a field for files says of them. */
export interface FileLimits {
  readonly options: FieldOptions<"file">;
  readonly repeat?: Repeat | undefined;
}

/** The limits that hold, with what is usual in place of what the field leaves open; `maxSize` in bytes. */
export function fileLimits({ options, repeat }: FileLimits) {
  return {
    maxSize: options.maxSize ?? defaults.maxSize,
    mediaTypes: options.mediaTypes.length > 0 ? options.mediaTypes : defaults.mediaTypes,
    // One file in a field for one takes the place of the other.
    maxCount: repeat ? (repeat.max ?? defaults.maxCount) : Infinity,
  };
}

/** Why a field does not take one more file; undefined where it does. `count`: how many it has. */
export function refusedFile(
  field: FileLimits,
  { size, mediaType }: Pick<StoredFile, "size" | "mediaType">,
  count: number,
): Omit<FieldError, "name"> | undefined {
  const { maxSize, mediaTypes, maxCount } = fileLimits(field);
  if (size === 0) return { code: "file.empty" };
  if (size > maxSize) return { code: "file.tooLarge", params: { max: maxSize } };
  if (count >= maxCount) return { code: "file.tooMany", params: { max: maxCount } };
  if (!mediaTypes.includes(mediaType))
    return { code: "file.type", params: { types: mediaTypes.join(", ") } };
  return undefined;
}

/** A refused file is reported instead of the file that is missing because of it. */
export function errorsWithFiles(
  errors: readonly FieldError[],
  fileErrors: readonly FieldError[],
): readonly FieldError[] {
  const named = new Set(fileErrors.map(({ name }) => name));
  return [...errors.filter(({ name }) => !named.has(name)), ...fileErrors];
}
