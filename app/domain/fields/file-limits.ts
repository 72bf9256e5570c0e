import type { FieldOptions } from "./kinds.ts";

/** What a field takes. */
export interface FileRules {
  /** Bytes of one file, as it is stored. */
  readonly maxSize: number;
  readonly mediaTypes: readonly string[];
}

const MiB = 1024 * 1024;

/** Where a field does not say: 10 MiB a file, document types that every office can open, ten files. */
export const fileDefaults = {
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
    maxSize: maxSize ?? fileDefaults.maxSize,
    mediaTypes: usable.length > 0 ? usable : fileDefaults.mediaTypes,
  };
}

/** Bytes that may be sent for a field. */
export function maxSendable({ maxSize, mediaTypes }: FileRules): number {
  const pictures = mediaTypes.some((type) => type.startsWith("image/"));
  return pictures ? Math.max(maxSize, maxPictureSize) : maxSize;
}
