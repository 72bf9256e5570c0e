/** What a delivery keeps between attempts: ids and authentication tags, nothing of the content. */
export interface FitConnectState {
  readonly destinationId: string;
  readonly submissionId: string;
  readonly caseId: string;
  /** Ids of attachments at the service, by what they are here: an attachment's id, or one of `ownParts`. */
  readonly parts: Readonly<Record<string, string>>;
  /** By which key what is `uploaded` was encrypted. */
  readonly kid: string;
  /** SHA-512 of each attachment that is there already, by its id: many take more than one attempt. */
  readonly uploaded: Readonly<Record<string, string>>;
  /**
   * Tags of everything that was ever uploaded under these ids: after a crash parts of two attempts may stand beside each
   * other, with the same content.
   */
  readonly tags: {
    readonly metadata: readonly string[];
    readonly data: readonly string[];
    readonly attachments: Readonly<Record<string, readonly string[]>>;
  };
}

/** Names of attachments that the portal itself adds; no attachment of an applicant has such an id. */
export const ownParts = { summary: "summary.pdf", data: "data" } as const;

/** With tags of one more attempt. */
export function withTags(
  state: FitConnectState,
  added: {
    readonly metadata?: string;
    readonly data?: string;
    readonly attachment?: readonly [id: string, tag: string];
  },
): FitConnectState {
  const { metadata, data, attachments } = state.tags;
  const [id, tag] = added.attachment ?? [];
  return {
    ...state,
    tags: {
      metadata: [...metadata, ...(added.metadata === undefined ? [] : [added.metadata])],
      data: [...data, ...(added.data === undefined ? [] : [added.data])],
      attachments:
        id === undefined || tag === undefined
          ? attachments
          : { ...attachments, [id]: [...(attachments[id] ?? []), tag] },
    },
  };
}
