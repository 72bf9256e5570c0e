import type { FieldOptions, StoredFile } from "./fields/kinds.ts";
import type { FieldError } from "./page-form.ts";
import type { Repeat } from "./service.ts";

/** What a field takes. */
export interface FileRules {
  /** Bytes of one file, as it is stored. */
  readonly maxSize: number;
  readonly mediaTypes: readonly string[];
}

/** What a field for files says of them. */
export interface FileLimits {
  readonly options: FieldOptions<"file">;
  readonly repeat?: Repeat | undefined;
}

const MiB = 1024 * 1024;

/** Where a field does not say: 10 MiB a file, document types that every office can open, ten files. */
const defaults = {
  maxSize: 10 * MiB,
  mediaTypes: ["application/pdf", "image/jpeg", "image/png"],
  maxCount: 10,
} as const;

/** Bytes that may be sent of one picture: it is made smaller before its size is judged. */
export const maxPictureSize = 30 * MiB;
/** Width × height, before anything is decoded. */
export const maxPixels = 100_000_000;
/** For all files of one draft together. */
export const draftFileLimits = { count: 100, bytes: 300 * MiB } as const;

/**
 * The rules of a field. HEIC is never among them: it cannot be turned into a picture without its place of taking, and phones send
 * JPEG where HEIC is not asked for.
 */
export function fileRules({ maxSize, mediaTypes }: FieldOptions<"file">): FileRules {
  const usable = mediaTypes.filter((type) => !/^image\/hei[cf]/.test(type));
  return {
    maxSize: maxSize ?? defaults.maxSize,
    mediaTypes: usable.length > 0 ? usable : defaults.mediaTypes,
  };
}

/** The rules, and how many files there may be: in a field for one the new one takes the place of the other. */
export function fileLimits({ options, repeat }: FileLimits) {
  const maxCount = repeat ? (repeat.max ?? defaults.maxCount) : Infinity;
  return { ...fileRules(options), maxCount };
}

/** Bytes that may be sent for a field. */
export function maxSendable({ maxSize, mediaTypes }: FileRules): number {
  const pictures = mediaTypes.some((type) => type.startsWith("image/"));
  return pictures ? Math.max(maxSize, maxPictureSize) : maxSize;
}

/** Why a field does not take one more file, as far as its size and type tell. `count`: how many it has. */
export function refusedFile(
  field: FileLimits,
  { name, size, mediaType }: Pick<StoredFile, "name" | "size" | "mediaType">,
  count: number,
): Omit<FieldError, "name"> | undefined {
  const { maxSize, mediaTypes, maxCount } = fileLimits(field);
  const refused = (code: string, params: Record<string, string | number> = {}) => ({
    code,
    params: { file: name, ...params },
  });
  if (size === 0) return refused("file.empty");
  if (size > maxSize) return refused("file.tooLarge", { max: maxSize });
  if (count >= maxCount) return refused("file.tooMany", { max: maxCount });
  return mediaTypes.includes(mediaType)
    ? undefined
    : refused("file.type", { types: mediaTypes.join(", ") });
}

/** A refused file is reported instead of the file that is missing because of it. */
export function errorsWithFiles(
  errors: readonly FieldError[],
  fileErrors: readonly FieldError[],
): readonly FieldError[] {
  const named = new Set(fileErrors.map(({ name }) => name));
  return [...errors.filter(({ name }) => !named.has(name)), ...fileErrors];
}
