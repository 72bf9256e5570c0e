/**
 * A folder at a receiver, whatever protocol leads there. Paths are relative to it, with `/`; `noted` is what staff may see of
 * one. Throws `ReceiverError` where the receiver refuses, anything else where it is not known what became of it.
 */
export interface RemoteFolder {
  readonly exists: (path: string) => Promise<boolean>;
  /** Nothing where it is there already. */
  readonly makeFolder: (path: string) => Promise<void>;
  readonly put: (path: string, content: RemoteContent) => Promise<void>;
  readonly read: (path: string) => AsyncIterable<Uint8Array>;
  /** With everything below it; nothing where there is none. */
  readonly remove: (path: string) => Promise<void>;
  /** False where there is something at `to` already: that stays as it is. */
  readonly rename: (from: string, to: string) => Promise<boolean>;
}

export interface RemoteContent {
  readonly noted: string;
  readonly mediaType: string;
  readonly size: number;
  readonly read: () => AsyncIterable<Uint8Array>;
}
