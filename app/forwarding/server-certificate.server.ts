import { serverCertificateCheck } from "../domain/alarm.ts";
import { lookAtCertificate } from "../platform/server-certificate.server.ts";
import type { CheckResult, ForwardingTools } from "./adapter.server.ts";

/**
 * Until when the certificates of the servers behind some addresses hold, one for each server. None for those that are not spoken to by
 * https. Connects only where the adapter may.
 */
export async function serverCertificates(
  urls: readonly string[],
  { reach }: Pick<ForwardingTools, "reach">,
  signal: AbortSignal,
): Promise<readonly CheckResult[]> {
  const origins = new Set(urls.map((url) => new URL(url).origin));
  const secure = [...origins].filter((origin) => origin.startsWith("https:"));
  return Promise.all(
    secure.map(async (origin) => {
      const seen = await lookAtCertificate(origin, reach, signal);
      const detail = `${new URL(origin).host}: ${seen.detail}`;
      return { ...seen, what: serverCertificateCheck, detail };
    }),
  );
}
