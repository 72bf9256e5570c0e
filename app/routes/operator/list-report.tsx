import { useTranslation } from "react-i18next";
import { formatNumber } from "#app/i18n/format.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Badge, type BadgeKind } from "#app/ui/badge.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { FileInput } from "#app/ui/controls/file-input.tsx";
import { Table } from "#app/ui/table.tsx";
import type { ListAnswer } from "./responsibility-upload.server.ts";
import { useLanguage } from "./use-language.ts";

type Checked = Extract<ListAnswer, { kind: "report" }>;
type Refused = Extract<ListAnswer, { kind: "refused" }>;

const badges: Readonly<Record<Checked["lines"][number]["state"], BadgeKind>> = {
  added: "success",
  changed: "info",
  same: "neutral",
  settled: "warning",
  left: "warning",
};

interface ListReportProps {
  readonly href: string;
  readonly answer: Checked | Refused;
}

/** What a list would change, or what is wrong with it, line by line, before anything is stored. */
export function ListReportView({ href, answer }: ListReportProps) {
  return (
    <div className="stack">
      {answer.kind === "refused" ? <Problems answer={answer} /> : <Changes answer={answer} />}
      <Confirmation href={href} answer={answer} />
    </div>
  );
}

function Problems({ answer: { problems, count } }: { readonly answer: Refused }) {
  const { t } = useTranslation("places");
  return (
    <>
      <Alert kind="danger" titleAs="p" live title={t("refused", { count })} />
      <Table
        caption={t("problemsCaption")}
        columns={[{ label: t("line") }, { label: t("what") }]}
        rows={problems.map(({ line, fault, params }, index) => ({
          key: String(index),
          cells: [
            line === undefined ? "–" : String(line),
            fault === undefined ? "" : t(`fault.${fault}`, { ...params }),
          ],
        }))}
      />
      <More count={count - problems.length} />
    </>
  );
}

function Changes({ answer }: { readonly answer: Checked }) {
  const { t } = useTranslation("places");
  const language = useLanguage();
  const { lines, counts, count, removed } = answer;
  return (
    <>
      {changesOf(answer) === 0 && <Alert kind="info" titleAs="p" live title={t("nothing")} />}
      <ul className="plain-list">
        {(["added", "changed", "same", "settled", "left"] as const)
          .filter((state) => (counts[state] ?? 0) > 0)
          .map((state) => (
            <li key={state}>
              {t(`lineState.${state}`)}: {formatNumber(counts[state] ?? 0, language)}
            </li>
          ))}
        {removed > 0 && <li>{t("removed", { count: removed })}</li>}
      </ul>
      <Table
        caption={t("reportCaption")}
        columns={[{ label: t("line") }, { label: t("entry") }, { label: t("state") }]}
        rows={lines.map(({ line, state, entry }) => ({
          key: String(line),
          cells: [
            String(line),
            entry.join(" · "),
            <Badge key="state" kind={badges[state]}>
              {t(`lineState.${state}`)}
            </Badge>,
          ],
        }))}
      />
      <More count={count - lines.length} />
    </>
  );
}

function More({ count }: { readonly count: number }) {
  const { t } = useTranslation("places");
  return count > 0 ? <p>{t("more", { count })}</p> : null;
}

/** How many entries would be others than before. */
function changesOf({ counts, removed }: Checked): number {
  return (counts.added ?? 0) + (counts.changed ?? 0) + removed;
}

function Confirmation({ href, answer }: ListReportProps) {
  const { t } = useTranslation("places");
  const checked = answer.kind === "report" && changesOf(answer) > 0 ? answer : undefined;
  return (
    <form className="page-form" method="post" encType="multipart/form-data" action={href}>
      <input type="hidden" name="liste" value={answer.list} />
      {checked &&
        (checked.text === undefined ? (
          <>
            <input type="hidden" name="geprueft" value={checked.mark} />
            <FileInput
              name="datei"
              label={t("file")}
              hint={t("fileAgain")}
              accept=".csv,.txt,.gz,text/csv"
              multiple={false}
            />
          </>
        ) : (
          <textarea name="inhalt" defaultValue={checked.text} readOnly hidden />
        ))}
      <div className="actions">
        {checked && (
          <Button name="intent" value="apply">
            {t("apply")}
          </Button>
        )}
        <LinkButton look="secondary" href={href}>
          {t("back")}
        </LinkButton>
      </div>
    </form>
  );
}
