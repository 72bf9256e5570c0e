import * as z from "zod";
import type { SubmissionDocument } from "../../domain/submission.ts";
import type { FitConnectClient } from "./client.server.ts";
import { chooseSchemas, type ChosenSchema } from "./data-schema.server.ts";
import { checkKey, trustOf, type CheckedKey } from "./jwk.server.ts";
import { chooseMetadataVersion } from "./metadata.server.ts";
import type { FitConnectOptions } from "./options.server.ts";
import { route } from "./routing.server.ts";
import { UnfitError } from "./trouble.server.ts";
import {
  covers,
  destinationSchema,
  leikaPrefix,
  type Destination,
  type OfferedService,
} from "./wire.server.ts";

/** What a destination takes, and by which key. */
export interface Target {
  readonly destination: Destination;
  readonly key: CheckedKey;
  readonly service: OfferedService;
  /** Best first. */
  readonly schemas: readonly ChosenSchema[];
  readonly metadataVersion: string;
}

type Filed = Pick<SubmissionDocument, "service" | "municipality">;

/** The destination of a document: the one that is named, or by the Routing API. */
export async function findDestinationId(
  client: FitConnectClient,
  options: FitConnectOptions,
  { service: { leikaKeys }, municipality: { ars } }: Filed,
): Promise<string> {
  if (options.destinationId !== undefined) return options.destinationId;
  const own = options.service?.startsWith(leikaPrefix)
    ? [options.service.slice(leikaPrefix.length)]
    : leikaKeys;
  return route(client, options, { leikaKeys: own, ars });
}

/**
 * Destination and key fresh from the service, both checked (section 4.5): nothing of it is kept beyond one submission.
 * Throws `UnfitError`.
 */
export async function loadTarget(
  client: FitConnectClient,
  options: FitConnectOptions,
  destinationId: string,
  filed: Filed,
): Promise<Target> {
  const destination = await loadDestination(client, destinationId);
  const service = chooseService(destination, options, filed);
  const schemas = chooseSchemas(service, filed.service, options);
  if (schemas.length === 0)
    throw new UnfitError(
      `the destination takes none of our formats, but ${service.submissionSchemas
        .map(({ schemaUri }) => schemaUri)
        .join(", ")}`,
    );
  const metadataVersion = chooseMetadataVersion(destination.metadataVersions, client.version);
  const key = await loadEncryptionKey(client, destination);
  return { destination, key, service, schemas, metadataVersion };
}

export async function loadDestination(client: FitConnectClient, id: string): Promise<Destination> {
  // Everybody may read it in version 2.
  const found = await client.json(destinationSchema(client.version), `/destinations/${id}`, {
    authorized: false,
  });
  if (found.destinationId.toLowerCase() !== id.toLowerCase())
    throw new UnfitError("another destination was answered", "destination");
  if (found.status !== "active")
    throw new UnfitError(`the destination is ${found.status}`, "destination");
  return found;
}

/** By its kid, of the Submission API, which lists no keys. */
export async function loadEncryptionKey(
  client: FitConnectClient,
  { destinationId, encryptionKid }: Destination,
): Promise<CheckedKey> {
  const path = `/destinations/${destinationId}/keys/${encodeURIComponent(encryptionKid)}`;
  const jwk = await client.json(z.unknown(), path, { authorized: false });
  const trust = trustOf(client);
  return checkKey(jwk, encryptionKid, "encrypt", trust, client.clock());
}

/** The one of a destination's services that a document is for; in its place before any other. */
export function chooseService(
  { services }: Destination,
  { service: wanted }: Pick<FitConnectOptions, "service">,
  { service: { leikaKeys }, municipality: { ars } }: Filed,
): OfferedService {
  const own = wanted === undefined ? leikaKeys.map((key) => leikaPrefix + key) : [wanted];
  const named = services.filter(({ identifier }) => own.includes(identifier));
  const here = named.find(({ regions }) =>
    regions.some((region) => region.startsWith("DE") && covers(region.slice(2), ars)),
  );
  if (here) return here;
  throw new UnfitError(
    named.length > 0
      ? "the destination does not offer the service for this municipality"
      : `the destination does not offer ${own.join(" or ") || "a service without LeiKa key"}`,
  );
}
