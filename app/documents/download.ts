/** A file to be handed out. */
export interface Download {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array | string | AsyncIterable<Uint8Array>;
}
