import type { Sql } from "#db/connect.ts";
import { listUncertified, setAccessibility, setCertificate } from "#db/queries/services.ts";
import { dayOf } from "../domain/deadline.ts";
import { compileOffering } from "../domain/offering.ts";
import { certify } from "../domain/paths/certificate.ts";
import { accessibilityResult, type AccessibilityCheck } from "../domain/paths/accessibility.ts";
import type { OperatorParts } from "./operator.ts";

/**
 * Gives every current version its certificate that has none yet: new ones, and those stored before there were any.
 * Where that fails the version stays without; it is no reason to refuse an import.
 */
export async function certifyServices(tx: Sql, { clock, log }: OperatorParts): Promise<void> {
  for (const { definition, contentHash } of await listUncertified(tx)) {
    const { id, version } = definition;
    const at = clock();
    try {
      const options = { contentHash, today: dayOf(at), computedAt: at.toISOString() };
      const certificate = certify(compileOffering(definition), options);
      await setCertificate(tx, certificate);
      if (certificate.deadEnds.length > 0)
        log.warn("service.deadEnds", { service: id, version, count: certificate.deadEnds.length });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      log.warn("service.uncertified", { service: id, version, reason });
    }
  }
}

/**
 * Stores what a browser run found with the version of which it names the very content; false where that is another one than
 * `contentHash`. Wants the version certified.
 */
export async function storeAccessibility(
  tx: Sql,
  version: { readonly id: string; readonly contentHash: string },
  check: AccessibilityCheck,
): Promise<boolean> {
  if (check.contentHash !== version.contentHash) return false;
  return setAccessibility(tx, version, accessibilityResult(check));
}
