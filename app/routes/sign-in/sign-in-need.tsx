import { Alert } from "#app/ui/alert.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import type { SignInView } from "./sign-in-view.server.ts";

interface SignInNeedProps {
  readonly base: string;
  readonly municipality: string;
  readonly signIn: SignInView;
  readonly on: "service" | "review";
}

/** Says that one has to sign in before filing, and how that stands; nothing where nobody has to. */
export function SignInNeed({ base, municipality, signIn, on }: SignInNeedProps) {
  const { t } = useTexts("identity");
  const { provider, needed, reached, isEnough } = signIn;
  if (needed === "none") return null;
  const level = t(`level.${needed}`);
  if (isEnough)
    return (
      <Alert
        kind="info"
        titleAs="p"
        title={t("need.reached", { level: t(`level.${reached ?? needed}`) })}
      />
    );
  if (provider === undefined)
    return (
      <Alert kind="warning" title={t("need.impossible.title")}>
        <p>{t("need.impossible.hint", { level, municipality })}</p>
      </Alert>
    );
  const isTooLow = reached !== undefined;
  const title = isTooLow ? "need.tooLow.title" : `need.${on}.title`;
  const hint = isTooLow ? "need.tooLow.hint" : `need.${on}.hint`;
  return (
    <Alert kind={on === "review" || isTooLow ? "warning" : "info"} title={t(title)}>
      <p>{t(hint, { level, name: provider, reached: t(`level.${reached ?? "none"}`) })}</p>
      {on === "review" && <SignInForm base={base} signIn={{ ...signIn, provider }} from="review" />}
    </Alert>
  );
}
