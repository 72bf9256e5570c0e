import { Alert } from "#app/ui/alert.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import { LabelList } from "./label-list.tsx";
import type { SignInNews } from "./sign-in-news.ts";
import type { SignInView } from "./sign-in-view.server.ts";

interface SignInAlertProps {
  readonly signIn: SignInView;
  readonly news: SignInNews | undefined;
}

/** What became of a sign-in, where somebody has just come back from one. */
export function SignInAlert({ signIn, news }: SignInAlertProps) {
  const { t } = useTexts("identity");
  const { provider: name = "", taken, kept, reached } = signIn;
  if (news?.kind === "trouble")
    return (
      <Alert kind="warning" live title={t(`trouble.${news.trouble}.title`, { name })}>
        <p>{t(`trouble.${news.trouble}.hint`, { name })}</p>
      </Alert>
    );
  if (!news || reached === undefined) return null;
  return (
    <Alert kind="success" live title={t("done.title", { name })}>
      {taken.length > 0 && <LabelList title={t("done.taken")} labels={taken} />}
      {kept.length > 0 && <LabelList title={t("done.kept")} labels={kept} />}
      {taken.length + kept.length === 0 && <p>{t("done.nothing")}</p>}
    </Alert>
  );
}
