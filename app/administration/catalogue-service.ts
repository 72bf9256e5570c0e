import type { CatalogueRow, NamedKey } from "#db/queries/catalogue.ts";
import { accessibilityState, type AccessibilityState } from "../domain/paths/accessibility.ts";
import { pickText, type Language } from "../domain/text.ts";

/** A service of the portal as staff see it. */
export interface CatalogueService {
  readonly id: string;
  readonly version: string;
  readonly name: { readonly text: string; readonly language: Language };
  readonly summary: { readonly text: string; readonly language: Language };
  readonly languages: readonly Language[];
  readonly keys: readonly NamedKey[];
  /** Whether the municipality at hand offers it. */
  readonly online: boolean;
  /** How many municipalities offer it. */
  readonly users: number;
  /** What trying out all its ways has found; undefined where nobody did yet. */
  readonly certificate?: ShownCertificate | undefined;
}

export interface ShownCertificate {
  /** Decimal digits; at least so many where it is not complete. */
  readonly paths: string;
  readonly complete: boolean;
  readonly deadEnds: number;
  readonly accessibility: AccessibilityState;
}

export function catalogueService(row: CatalogueRow, language: Language): CatalogueService {
  const { certificate, earlierChecked, languages, keys, users } = row;
  return {
    id: row.serviceId,
    version: row.version,
    name: pickText(row.name, language),
    summary: pickText(row.summary, language),
    languages,
    keys,
    online: row.enabled,
    users,
    ...(certificate && {
      certificate: {
        paths: certificate.paths,
        complete: certificate.complete,
        deadEnds: certificate.deadEnds.length,
        accessibility: accessibilityState(certificate.accessibility, earlierChecked),
      },
    }),
  };
}
