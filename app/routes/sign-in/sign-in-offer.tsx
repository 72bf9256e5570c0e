import { Card } from "#app/ui/card.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import type { SignInView } from "./sign-in-view.server.ts";

/** Offers to sign in, where there is a provider and something that it can do for this service. */
export function SignInOffer({
  base,
  signIn,
}: {
  readonly base: string;
  readonly signIn: SignInView;
}) {
  const { t } = useTexts("identity");
  const { provider, asked, needed } = signIn;
  if (provider === undefined || (asked.length === 0 && needed === "none")) return null;
  return (
    <Card title={t("start.title", { name: provider })}>
      <SignInForm base={base} signIn={{ ...signIn, provider }} second />
    </Card>
  );
}
