import { Alert } from "#app/ui/alert.tsx";
import { SummaryList } from "#app/ui/summary-list.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";

type ShownVerdict =
  | {
      readonly kind: "valid";
      readonly logged: boolean;
      readonly file: "intact" | "none";
      readonly authority: string;
      readonly service: string;
      readonly version: string;
      readonly date: string;
      readonly fingerprint: string;
    }
  | { readonly kind: "tampered"; readonly part: "statement" | "log" | "file" }
  | { readonly kind: "unknown" | "unreadable" | "nothing" };

/** What checking a receipt has found. */
export function VerdictView({ verdict }: { readonly verdict: ShownVerdict }) {
  const { t } = useTexts("proof");
  switch (verdict.kind) {
    case "nothing":
      return null;
    case "tampered":
      return (
        <Alert kind="danger" live title={t("verdict.tampered")}>
          <p>{t(`verdict.tamperedPart.${verdict.part}`)}</p>
        </Alert>
      );
    case "unknown":
    case "unreadable":
      return (
        <Alert kind="warning" live title={t(`verdict.${verdict.kind}`)}>
          <p>{t(`verdict.${verdict.kind}Hint`)}</p>
        </Alert>
      );
    case "valid":
      return <Valid {...verdict} />;
  }
}

function Valid(verdict: Extract<ShownVerdict, { kind: "valid" }>) {
  const { t } = useTexts("proof");
  const { logged, file, authority, service, version, date, fingerprint } = verdict;
  const row = (key: string, value: string) => ({ key, label: t(`fact.${key}`), values: [value] });
  return (
    <>
      <Alert
        kind={logged ? "success" : "warning"}
        live
        title={t(logged ? "verdict.valid" : "verdict.notLogged")}
      >
        <p>{t(logged ? "verdict.validHint" : "verdict.notLoggedHint")}</p>
        <p>{t(`verdict.file.${file}`)}</p>
      </Alert>
      <section>
        <h2 className="section-title">{t("fact.title")}</h2>
        <SummaryList
          rows={[
            row("service", service),
            row("authority", authority),
            row("date", date),
            row("version", version),
            row("fingerprint", fingerprint),
          ]}
        />
      </section>
    </>
  );
}
