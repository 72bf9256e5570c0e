import { Button } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { NotSaved } from "./not-saved.ts";

/** Holds what was posted while it could not be saved, and sends it once more at the press of a button. */
export function ResendPage({ post }: { readonly post: NotSaved }) {
  const { t } = useTexts("portal");
  return (
    <>
      <PageHeading title={t("error.unavailable.title")} lead={t("error.unavailable.resend")} />
      <form method="post" className="stack">
        {Object.entries(post.raw).flatMap(([name, values]) =>
          [values]
            .flat()
            .map((value, index) => (
              <input key={`${name} ${index}`} type="hidden" name={name} value={value} />
            )),
        )}
        {post.files && <p>{t("error.unavailable.files")}</p>}
        <div className="actions">
          <Button>{t("error.retry")}</Button>
        </div>
      </form>
    </>
  );
}
