/** An offering, by its municipality and service. */
export interface OfferingKey {
  readonly ars: string;
  readonly serviceId: string;
}

/** `draft`: worked on. `proposed`: waits for somebody else's release. `published`: counts, or counted once. `dropped`: never did. */
export const revisionStates = ["draft", "proposed", "published", "dropped"] as const;
export type RevisionState = (typeof revisionStates)[number];

/** Whether it still changes; all others stay as they are for ever. */
export function isOpenRevision(state: RevisionState): boolean {
  return state === "draft" || state === "proposed";
}

/** Whether somebody wrote or proposed it, and so does not release it. */
export function hadAHand(
  {
    authors,
    proposedBy,
  }: { readonly authors: readonly string[]; readonly proposedBy: string | null },
  accountId: string,
): boolean {
  return authors.includes(accountId) || proposedBy === accountId;
}

/**
 * The version that drafts, submissions and figures name: that of the service, with the number of the municipality's revision behind a
 * plus where there is one (build metadata of Semantic Versioning), e.g. `1.2.0+7`.
 */
export function offeredVersion(serviceVersion: string, revision: number | undefined): string {
  return revision === undefined ? serviceVersion : `${serviceVersion}+${String(revision)}`;
}

/** The parts of an offered version. */
export function readOfferedVersion(version: string): {
  readonly serviceVersion: string;
  readonly revision: number | undefined;
} {
  const [serviceVersion = version, number] = version.split("+");
  return { serviceVersion, revision: number === undefined ? undefined : Number(number) };
}
