import { Button } from "#app/ui/button.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import { LabelList } from "./label-list.tsx";
import type { SignInView } from "./sign-in-view.server.ts";

interface SignInFormProps {
  readonly base: string;
  readonly signIn: SignInView & { readonly provider: string };
  readonly from?: "service" | "review";
  /** There is a more important button on the page. */
  readonly second?: boolean;
}

/** The button that leads to the provider, with what comes back from there. */
export function SignInForm({ base, signIn, from = "service", second = false }: SignInFormProps) {
  const { t } = useTexts("identity");
  const { provider: name, asked, reached } = signIn;
  const words = asked.length === 0 ? "plain" : reached === undefined ? "fill" : "again";
  return (
    <form method="post" action={`${base}/entwurf/anmeldung`} className="stack">
      {from === "service" && asked.length > 0 && (
        <LabelList title={t("start.fills", { name })} labels={asked} />
      )}
      <input type="hidden" name="from" value={from} />
      <div className="actions">
        <Button look={second ? "secondary" : "primary"}>{t(`start.${words}`, { name })}</Button>
      </div>
      <p className="list-note">{t("start.hint", { name })}</p>
    </form>
  );
}
