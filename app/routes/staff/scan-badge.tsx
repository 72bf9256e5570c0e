import { useTranslation } from "react-i18next";
import type { ScanState } from "#app/domain/scan-state.ts";
import { Badge, type BadgeKind } from "#app/ui/badge.tsx";

const kinds: Readonly<Record<ScanState, BadgeKind>> = {
  pending: "info",
  clean: "success",
  infected: "danger",
  "not-scanned": "neutral",
  failed: "warning",
};

/** What the virus scanner says of a file, in a word. */
export function ScanBadge({ scan }: { readonly scan: ScanState }) {
  const { t } = useTranslation("casework");
  return <Badge kind={kinds[scan]}>{t(`scan.${scan}`)}</Badge>;
}
