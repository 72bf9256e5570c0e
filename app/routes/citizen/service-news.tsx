import { Alert } from "#app/ui/alert.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";

/** What has just happened, by the part of the address that tells it. */
const news = {
  geloescht: { kind: "success", text: "service.discarded" },
  uebernommen: { kind: "success", text: "service.takenOver" },
  abgelaufen: { kind: "warning", text: "errors:draftGone" },
  nichtOffen: { kind: "warning", text: "opening.refused" },
} as const;
type News = keyof typeof news;

export function newsIn(text: string | null): News | undefined {
  return text !== null && Object.hasOwn(news, text) ? (text as News) : undefined;
}

export function ServiceNews({ news: told }: { readonly news: News | undefined }) {
  const { t } = useTexts(["portal", "errors"]);
  if (told === undefined) return null;
  const { kind, text } = news[told];
  return <Alert kind={kind} titleAs="p" live title={t(text)} />;
}
