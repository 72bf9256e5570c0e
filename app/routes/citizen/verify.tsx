import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { verifyReceipt } from "#app/apply/verify-receipt.server.ts";
import { formatDateTime } from "#app/i18n/format.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { FileInput } from "#app/ui/controls/file-input.tsx";
import { TextArea } from "#app/ui/controls/text-area.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { Frame, RouteHandle } from "../frame.ts";
import { useAnswer } from "../loaded.ts";
import { formOf, noStore } from "../responses.server.ts";
import { VerdictView } from "./verdict-view.tsx";

export const handle: RouteHandle = { texts: ["portal", "proof", "forms"] };
export const headers = () => noStore;

export function loader({ request }: LoaderFunctionArgs) {
  const t = serverI18n(negotiateLanguage(request)).getFixedT(null, "proof");
  return { frame: { title: t("verify.title") } satisfies Frame };
}

/** Checks what was sent and forgets it. */
export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const language = negotiateLanguage(request);
  const t = serverI18n(language).getFixedT(null, "proof");
  const { raw, files } = await formOf(request);
  const typed = raw["nachweis"]?.[0]?.trim() ?? "";
  const file = files.find(({ bytes }) => bytes.length > 0);
  const frame: Frame = { title: t("verify.resultTitle") };
  if (!file && typed === "")
    return data({ frame, kind: "nothing" as const }, { status: 422, headers: noStore });
  const verdict = await verifyReceipt(portal, file?.bytes ?? new TextEncoder().encode(typed));
  if (verdict.kind !== "valid") return data({ frame, ...verdict }, { headers: noStore });
  const { kind, statement, logged, file: state } = verdict;
  const { authority, service, submittedAt } = statement;
  return data(
    {
      frame,
      kind,
      logged,
      file: state,
      authority: authority.name,
      service: service.name,
      version: service.version,
      date: formatDateTime(submittedAt, language),
      fingerprint: statement.documentSha256,
    },
    { headers: noStore },
  );
}

export default function VerifyPage() {
  const { t, plain } = useTexts(["proof", "forms"]);
  const answer = useAnswer<typeof action>();
  const nothing = answer?.kind === "nothing" ? t("verify.nothing") : undefined;
  return (
    <div className="stack">
      {nothing && (
        <ErrorSummary
          heading={t("forms:problem")}
          errors={[{ name: "datei", text: plain("verify.nothing"), shown: nothing }]}
        />
      )}
      <PageHeading title={t("verify.title")} lead={t("verify.lead")} />
      {answer && <VerdictView verdict={answer} />}
      <form
        className="page-form"
        method="post"
        encType="multipart/form-data"
        aria-label={plain("verify.form")}
      >
        <FileInput
          name="datei"
          label={t("verify.file")}
          hint={t("verify.fileHint")}
          accept=".pdf,.json"
          multiple={false}
          error={nothing}
        />
        <TextArea
          name="nachweis"
          label={t("verify.text")}
          hint={t("verify.textHint")}
          optionalMark={plain("verify.or")}
          rows={4}
        />
        <div className="page-form__actions">
          <Button>{t("verify.submit")}</Button>
        </div>
        <p className="list-note">{t("verify.privacy")}</p>
      </form>
      <section className="prose">
        <h2>{t("verify.offlineTitle")}</h2>
        <p>{t("verify.offlineHint")}</p>
        <p className="actions">
          <LinkButton look="secondary" href="/quittung/pruefseite">
            {t("verify.offlineOpen")}
          </LinkButton>
          <LinkButton
            look="secondary"
            icon="download"
            href="/quittung/pruefseite?herunterladen"
            download
          >
            {t("verify.offlineDownload")}
          </LinkButton>
        </p>
        <p>
          <a className="plain-link" href="/.well-known/einmal-keys.json">
            {t("verify.keys")}
          </a>
        </p>
      </section>
    </div>
  );
}
