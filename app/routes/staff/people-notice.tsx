import { useTranslation } from "react-i18next";
import type { InviteProblem } from "#app/administration/invite.server.ts";
import { Alert } from "#app/ui/alert.tsx";

interface PeopleNoticeProps {
  /** What was done last, from the address. */
  readonly done: string | null;
  readonly answer?:
    | { readonly kind: "limited"; readonly minutes: number }
    | { readonly kind: "refused"; readonly problems: readonly InviteProblem[] }
    | undefined;
}

const known = ["mailed", "withdrawn", "changed", "disabled", "enabled"] as const;

/** Says what has just come of what somebody did to the people of a municipality. */
export function PeopleNotice({ done, answer }: PeopleNoticeProps) {
  const { t } = useTranslation("people");
  if (answer?.kind === "limited")
    return <Alert kind="danger" titleAs="p" live title={t("limited", { count: answer.minutes })} />;
  const [problem] = answer?.problems ?? [];
  if (problem) {
    const title = t(`inviteErrors.${problem.name}.${problem.code}`);
    return <Alert kind="danger" titleAs="p" live title={title} />;
  }
  const told = known.find((one) => one === done);
  return told ? <Alert kind="success" titleAs="p" live title={t(`done.${told}`)} /> : null;
}
