import { compactVerify, createLocalJWKSet, decodeProtectedHeader } from "jose";
import * as z from "zod";
import type { FitConnectClient } from "./client.server.ts";
import type { FitConnectOptions } from "./options.server.ts";
import { UnfitError } from "./trouble.server.ts";
import { covers, leikaPrefix, regionalKeyPrefix } from "./wire.server.ts";

const routesSchema = z.object({
  totalCount: z.int().min(0).optional(),
  routes: z.array(z.object({ destinationId: z.guid(), destinationSignature: z.string() })),
});
/** What a Self-Service-Portal has signed for the editorial systems (section 9; OpenAPI 2.0.0 of the Routing API). */
const addressSchema = z.object({
  submissionHost: z.string(),
  iss: z.string(),
  destinationId: z.guid(),
  services: z.array(z.object({ gebietIDs: z.array(z.string()), leistungIDs: z.array(z.string()) })),
});
type Address = z.infer<typeof addressSchema>;

const jwksSchema = z.object({
  keys: z.array(z.looseObject({ kty: z.literal("RSA"), kid: z.string() })),
});

/** What a submission is about, and where. */
export interface Wanted {
  /** Fourteen digits each. */
  readonly leikaKeys: readonly string[];
  readonly ars: string;
}

/**
 * The destination for a service in a place by the Routing API, its signed address verified: an unsigned word is not
 * believed. Exactly one has to be left. Throws `UnfitError`.
 */
export async function route(
  client: FitConnectClient,
  options: FitConnectOptions,
  { leikaKeys, ars }: Wanted,
): Promise<string> {
  const { routingApi } = options;
  if (routingApi === undefined) throw new UnfitError("no Routing API is named");
  const found = new Set<string>();
  for (const leikaKey of leikaKeys) {
    const query = new URLSearchParams({ leikaKey, ars, limit: "500" });
    const { routes } = await client.json(routesSchema, `${routingApi}/v2/routes?${query}`, {
      authorized: false,
    });
    for (const one of routes) {
      const address = await readAddress(client, options, one.destinationSignature);
      checkAddress(client, address, one.destinationId, { leikaKey, ars });
      found.add(one.destinationId.toLowerCase());
    }
  }
  const [only, ...more] = found;
  if (only === undefined) throw new UnfitError("the Routing API knows no destination");
  if (more.length > 0)
    throw new UnfitError(`the Routing API knows ${String(found.size)} destinations: name one`);
  return only;
}

async function readAddress(
  client: FitConnectClient,
  { portalIssuers }: FitConnectOptions,
  signature: string,
): Promise<Address> {
  const address = addressSchema.safeParse(payloadOf(signature));
  if (!address.success) throw new UnfitError("the address of a destination is unreadable");
  const { iss } = address.data;
  // Before anything is fetched from there.
  if (!portalIssuers.includes(iss.replace(/\/+$/, "")))
    throw new UnfitError(`the address of a destination is signed by ${iss}, who is not believed`);
  const { typ, alg } = headerOf(signature);
  if (alg !== "PS512" || typ?.toUpperCase() !== "JWT")
    throw new UnfitError("the address of a destination is signed in another way");
  // The path is recalled.
  const jwks = `${iss.replace(/\/+$/, "")}/.well-known/jwks.json`;
  const { keys } = await client.json(jwksSchema, jwks, { authorized: false });
  try {
    await compactVerify(signature, createLocalJWKSet({ keys }), { algorithms: ["PS512"] });
  } catch {
    throw new UnfitError("the signature under the address of a destination is wrong");
  }
  return address.data;
}

/** The address is that of the destination, and for what is wanted. */
function checkAddress(
  { environment }: FitConnectClient,
  { destinationId, submissionHost, services }: Address,
  routed: string,
  { leikaKey, ars }: { readonly leikaKey: string; readonly ars: string },
): void {
  if (destinationId.toLowerCase() !== routed.toLowerCase())
    throw new UnfitError("the address of a destination is that of another one");
  const host = submissionHost.replace(/^https?:\/\//, "").replace(/\/.*$/, "");
  if (host !== new URL(environment.submissionApi).host)
    throw new UnfitError(`the destination lies at another host: ${host}`);
  const isServed = services.some(
    ({ gebietIDs, leistungIDs }) =>
      leistungIDs.includes(leikaPrefix + leikaKey) &&
      gebietIDs.some(
        (id) => id.startsWith(regionalKeyPrefix) && covers(id.slice(regionalKeyPrefix.length), ars),
      ),
  );
  if (!isServed) throw new UnfitError("the address of the destination is for something else");
}

function headerOf(jws: string): { readonly typ?: string; readonly alg?: string } {
  try {
    return decodeProtectedHeader(jws);
  } catch {
    return {};
  }
}

function payloadOf(jws: string): unknown {
  try {
    return JSON.parse(Buffer.from(jws.split(".")[1] ?? "", "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
