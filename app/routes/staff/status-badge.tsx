import { useTranslation } from "react-i18next";
import type { SubmissionStatus } from "#app/domain/submission-status.ts";
import { Badge, type BadgeKind } from "#app/ui/badge.tsx";

const kinds: Readonly<Record<SubmissionStatus, BadgeKind>> = {
  received: "info",
  inProgress: "warning",
  done: "success",
  rejected: "neutral",
};

/** How far an application has come, in a word. */
export function StatusBadge({ status }: { readonly status: SubmissionStatus }) {
  const { t } = useTranslation("casework");
  return <Badge kind={kinds[status]}>{t(`status.${status}`)}</Badge>;
}
