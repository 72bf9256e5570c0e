import type { CheckResult, ForwardingTools } from "../adapter.server.ts";
import { serverCertificates } from "../server-certificate.server.ts";
import { openClient, type FitConnectClient } from "./client.server.ts";
import { chooseSchemas } from "./data-schema.server.ts";
import { loadServiceKeys } from "./event-log.server.ts";
import { chooseMetadataVersion } from "./metadata.server.ts";
import type { FitConnectOptions } from "./options.server.ts";
import { offeredChannels } from "./reply-channel.server.ts";
import { loadDestination, loadEncryptionKey } from "./target.server.ts";
import { leikaPrefix } from "./wire.server.ts";

/** Tries everything that can be tried without a submission. What hangs on a service or place is seen when one is sent. */
export async function check(
  options: FitConnectOptions,
  tools: ForwardingTools,
  signal: AbortSignal,
): Promise<readonly CheckResult[]> {
  const client = openClient(options, tools, signal);
  const certificates = serverCertificates([options.tokenUrl, options.submissionApi], tools, signal);
  const tried = await Promise.all([
    attempt("credentials", async () => {
      await client.authorize();
      return { detail: "the client is known" };
    }),
    attempt("events", async () => {
      const keys = await loadServiceKeys(client);
      return { detail: `the service publishes ${String(keys.length)} keys`, ok: keys.length > 0 };
    }),
  ]);
  const general = [...(await certificates), ...tried];
  const { destinationId } = options;
  if (destinationId === undefined) return general;
  return [...general, ...(await checkDestination(client, options, destinationId))];
}

async function checkDestination(
  client: FitConnectClient,
  options: FitConnectOptions,
  id: string,
): Promise<readonly CheckResult[]> {
  let destination: Awaited<ReturnType<typeof loadDestination>> | undefined;
  const reached = await attempt("destination", async () => {
    destination = await loadDestination(client, id);
    return { detail: "the destination is active" };
  });
  if (!destination) return [reached];
  const found = destination;
  const services = found.services.filter(
    ({ identifier }) => options.service === undefined || identifier === options.service,
  );
  return [
    reached,
    await checkEncryptionKey(client, found),
    await attempt("metadata", () =>
      Promise.resolve({
        detail: `metadata ${chooseMetadataVersion(found.metadataVersions, client.version)}`,
      }),
    ),
    {
      what: "service",
      ok: services.length > 0,
      detail: `offers ${found.services.map(({ identifier }) => identifier.replace(leikaPrefix, "")).join(", ") || "nothing"}`,
    },
    {
      what: "schema",
      ok: services.some((service) => takesAnything(service, options)),
      detail: `takes ${services.flatMap(({ submissionSchemas }) => submissionSchemas.map(({ schemaUri }) => schemaUri)).join(", ") || "nothing"}`,
    },
    ...checkReply(options, found),
  ];
}

/** Whether senders can encrypt for the destination. */
export function checkEncryptionKey(
  client: FitConnectClient,
  destination: Parameters<typeof loadEncryptionKey>[1],
): Promise<CheckResult> {
  return attempt("key", async () => {
    const { kid, until, unasked } = await loadEncryptionKey(client, destination);
    const more = unasked === undefined ? "" : `, nobody tells whether it was revoked: ${unasked}`;
    return { detail: `encryption by ${kid}${more}`, ...(until && { until }) };
  });
}

/** Whether the destination offers a way to answer that is set. Without one it is sent nevertheless, and answered by letter. */
function checkReply(
  options: FitConnectOptions,
  destination: Awaited<ReturnType<typeof loadDestination>>,
): readonly CheckResult[] {
  const { replyChannels: offered } = destination;
  if (options.replyChannel === undefined) return [];
  const named = offeredChannels(options, destination);
  return [
    {
      what: "reply",
      ok: named.length > 0,
      detail:
        offered === undefined
          ? `${named.join(" or ")} is named; the destination does not tell what it offers`
          : `${named.join(" or ") || "no reply channel"} is named; the destination offers ${offered.join(", ") || "none"}`,
    },
  ];
}

/** As far as can be told without a service: FIM's formats hang on it. */
function takesAnything(
  service: Parameters<typeof chooseSchemas>[0],
  options: FitConnectOptions,
): boolean {
  const fimId = /\bs\d{8,}/i.exec(
    service.submissionSchemas.map(({ schemaUri }) => schemaUri).join(" "),
  )?.[0];
  const version = "";
  if (chooseSchemas(service, { version }, options).length > 0) return true;
  return fimId !== undefined && options.prefer.some((format) => format !== "submission-json.v1");
}

/** One thing that is tried; whatever is thrown is what was found. */
export async function attempt(
  what: string,
  work: () => Promise<{ readonly detail: string; readonly ok?: boolean; readonly until?: Date }>,
): Promise<CheckResult> {
  try {
    return { what, ok: true, ...(await work()) };
  } catch (error) {
    return { what, ok: false, detail: error instanceof Error ? error.message : "failed" };
  }
}
