import { importJWK } from "jose";
import * as z from "zod";
import type { FitConnectClient } from "./client.server.ts";
import { checkKey, publicJwkSchema, shortestModulus, trustOf } from "./jwk.server.ts";
import { issuerOf } from "./options.server.ts";
import { isSignedBy, readSet, type SetEvent } from "./set.server.ts";
import { ApiError, UnfitError, UntrustedLogError } from "./trouble.server.ts";
import type { AuthenticationTags, SetProblem } from "./wire.server.ts";

/** One submission as its log tells of it. */
export interface Told {
  /** `unknown`: nothing is told of it. */
  readonly state: "unknown" | "announced" | "submitted" | "accepted" | "rejected" | "deleted";
  readonly submitted: SetEvent | undefined;
  /** Of an accept event. */
  readonly accepted: AuthenticationTags | undefined;
  readonly problems: readonly SetProblem[];
  /** Ids of all events, to recognise one's own. */
  readonly ids: ReadonlySet<string>;
}

export interface Subject {
  readonly submissionId: string;
  readonly caseId: string;
  readonly destinationId: string;
}

const pageSize = 500;
const mostPages = 40;
const pageSchema = z.object({
  totalCount: z.int().min(0).optional(),
  eventLog: z.array(z.string()),
});
const jwksSchema = z.object({ keys: z.array(z.looseObject({ kid: z.string().optional() })) });

/**
 * The log of a case (`GET /cases/{id}/events`, paged), each event of the submission verified by the key of its true issuer;
 * rules 1 to 5 of section 8. Throws `UntrustedLogError` at the first that fails.
 */
export async function readLog(client: FitConnectClient, subject: Subject): Promise<Told> {
  const sets = await loadSets(client, subject.caseId);
  const keyFor = openKeys(client, subject);
  const seen = new Map<string, string>();
  const events: SetEvent[] = [];
  for (const set of sets) {
    const event = readSet(set);
    if (event.transaction !== `case:${subject.caseId.toLowerCase()}`)
      throw new UntrustedLogError("an event belongs to another case");
    // Others in the same case are not asked for.
    if (event.subject !== `submission:${subject.submissionId.toLowerCase()}`) continue;
    const before = seen.get(event.jti);
    if (before === set) continue;
    if (before !== undefined)
      throw new UntrustedLogError(`two events share one id (${event.name})`);
    seen.set(event.jti, set);
    checkAuthor(client, subject, event);
    if (!(await isSignedBy(set, await keyFor(event))))
      throw new UntrustedLogError(`the signature of ${event.name} is wrong`);
    events.push(event);
  }
  return { ...replay(events), ids: new Set(seen.keys()) };
}

async function loadSets(client: FitConnectClient, caseId: string): Promise<readonly string[]> {
  const sets: string[] = [];
  for (let page = 0; page < mostPages; page += 1) {
    const query = `offset=${String(sets.length)}&limit=${String(pageSize)}`;
    const { eventLog, totalCount } = await client.json(
      pageSchema,
      `/cases/${caseId}/events?${query}`,
    );
    sets.push(...eventLog);
    const isWhole =
      totalCount === undefined ? eventLog.length < pageSize : sets.length >= totalCount;
    if (eventLog.length === 0 || isWhole) return sets;
  }
  throw new UntrustedLogError("the log has no end");
}

const byService = /^(create|submit|notify|delete)-submission$/;
const byDestination = /^(accept|forward)-submission$/;

/** Rule 5: who may say what. An event that is not published yet changes nothing. */
function checkAuthor(
  { environment }: FitConnectClient,
  { destinationId }: Subject,
  { issuer, name }: SetEvent,
): void {
  const isService = issuer === issuerOf(environment);
  const isDestination = issuer.toLowerCase() === destinationId.toLowerCase();
  if (!isService && !isDestination)
    throw new UntrustedLogError(`${name} comes from neither the service nor the destination`);
  if (byService.test(name) && !isService)
    throw new UntrustedLogError(`${name} comes from the destination`);
  if (byDestination.test(name) && !isDestination)
    throw new UntrustedLogError(`${name} comes from the service`);
}

/** Rule 3: the key by the issuer; never from an address that the event itself names. */
function openKeys(client: FitConnectClient, { destinationId }: Subject) {
  const known = new Map<string, Promise<CryptoKey>>();
  const load = async ({ issuer, kid, at }: SetEvent): Promise<CryptoKey> => {
    if (issuer === issuerOf(client.environment)) return serviceKey(client, kid);
    const path = `/destinations/${destinationId}/keys/${encodeURIComponent(kid)}`;
    const jwk = await client
      .json(z.unknown(), path, { authorized: false })
      .catch((error: unknown) => {
        if (error instanceof ApiError && error.status === 404)
          throw new UntrustedLogError("an event is signed by a key that the destination never had");
        throw error;
      });
    try {
      const trust = trustOf(client);
      return (await checkKey(jwk, kid, "verify", trust, new Date(at * 1000))).key;
    } catch (error) {
      if (error instanceof UnfitError) throw new UntrustedLogError(error.message);
      throw error;
    }
  };
  return (event: SetEvent): Promise<CryptoKey> => {
    const id = `${event.issuer} ${event.kid}`;
    const found = known.get(id) ?? load(event);
    known.set(id, found);
    return found;
  };
}

/** Keys of the service by address; asked for anew where one is not among them. */
const jwksCache = new Map<string, { readonly keys: readonly object[]; readonly until: number }>();
const jwksSeconds = 300;

async function serviceKey(client: FitConnectClient, kid: string): Promise<CryptoKey> {
  const { environment, clock } = client;
  const cached = jwksCache.get(environment.submissionApi);
  const isFresh = cached !== undefined && cached.until > clock().getTime();
  const known = isFresh ? findKey(cached.keys, kid) : undefined;
  const jwk = known ?? findKey(await loadServiceKeys(client), kid);
  if (!jwk) throw new UntrustedLogError("an event is signed by a key that the service never had");
  const parsed = publicJwkSchema.safeParse(jwk);
  if (!parsed.success || parsed.data.alg !== "PS512" || !parsed.data.key_ops.includes("verify"))
    throw new UntrustedLogError("a key of the service is not for verifying");
  const { kty, n, e } = parsed.data;
  if (n.length < shortestModulus && !environment.testKeys)
    throw new UntrustedLogError("a key of the service has fewer than 4096 bits");
  return await importJWK({ kty, n, e }, "PS512");
}

function findKey(keys: readonly object[], kid: string): object | undefined {
  return keys.find((one) => "kid" in one && one.kid === kid);
}

/** `GET /.well-known/jwks.json`, below no version. */
export async function loadServiceKeys(client: FitConnectClient): Promise<readonly object[]> {
  const { environment, clock } = client;
  const address = `${environment.submissionApi}/.well-known/jwks.json`;
  const { keys } = await client.json(jwksSchema, address, { authorized: false });
  jwksCache.set(environment.submissionApi, {
    keys,
    until: clock().getTime() + jwksSeconds * 1000,
  });
  return keys;
}

/** The state after all events, in their order (documentation: sending/query-status). */
function replay(events: readonly SetEvent[]): Omit<Told, "ids"> {
  let state: Told["state"] = "unknown";
  let submitted: SetEvent | undefined;
  let accepted: AuthenticationTags | undefined;
  let problems: readonly SetProblem[] = [];
  const demand = (event: SetEvent, ...states: readonly Told["state"][]): void => {
    if (!states.includes(state))
      throw new UntrustedLogError(`${event.name} stands after ${state}, out of order`);
  };
  for (const event of events) {
    switch (event.name) {
      case "create-submission":
        demand(event, "unknown");
        state = "announced";
        break;
      case "submit-submission":
        demand(event, "announced");
        state = "submitted";
        submitted = event;
        break;
      case "accept-submission":
        demand(event, "submitted");
        state = "accepted";
        accepted = event.tags;
        problems = event.problems;
        break;
      case "reject-submission":
        demand(event, "submitted");
        state = "rejected";
        problems = event.problems;
        break;
      case "delete-submission":
        // The end of what was decided is no news; without a decision it was never taken.
        if (state === "announced" || state === "submitted") state = "deleted";
        break;
    }
  }
  return { state, submitted, accepted, problems };
}

/** Rule 6: whether the tags of an event are those of these very parts, no more and no fewer. */
export function matchesTags(
  tags: AuthenticationTags,
  parts: {
    readonly metadata: readonly string[];
    readonly data: readonly string[];
    readonly attachments: Readonly<Record<string, readonly string[]>>;
  },
): boolean {
  const told = new Map(
    Object.entries(tags.attachments).map(([id, tag]) => [id.toLowerCase(), tag]),
  );
  const own = Object.entries(parts.attachments);
  return (
    parts.metadata.includes(tags.metadata) &&
    tags.data !== undefined &&
    parts.data.includes(tags.data) &&
    told.size === own.length &&
    own.every(([id, some]) => some.includes(told.get(id.toLowerCase()) ?? ""))
  );
}
