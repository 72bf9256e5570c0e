import { useTranslation } from "react-i18next";
import { auditKinds, type AuditKind } from "#app/administration/audit-kinds.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { Select } from "#app/ui/controls/select.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import {
  auditHref,
  isAuditFiltered,
  operatorLog,
  type AuditQuery,
  type AuditQueryProblem,
} from "./audit-query.ts";

interface Named {
  readonly id: string;
  readonly name: string;
}

interface AuditFilterProps {
  /** Undefined: the operator's own. */
  readonly ars: string | undefined;
  readonly asked: AuditQuery;
  readonly problems: readonly AuditQueryProblem[];
  readonly people: readonly Named[];
  readonly doers: readonly ("operator" | "portal" | "citizen")[];
  readonly services: readonly Named[];
}

const nothing = { person: "", service: "", kind: "", from: "", to: "" } as const;

/** Narrows the log down; a GET form, so that what was found can be bookmarked. */
export function AuditFilterForm(props: AuditFilterProps) {
  const { ars, asked, problems, people, doers, services } = props;
  const { t } = useTranslation("people");
  const errors = problems.map(({ name, code }) => ({ name, text: t(`log.${code}Error`) }));
  const errorOf = (name: string) => errors.find((error) => error.name === name)?.text;
  const kinds = Object.keys(auditKinds) as AuditKind[];
  return (
    <form
      className="filter"
      method="get"
      action={ars === undefined ? operatorLog : "/verwaltung/protokoll"}
      role="search"
      aria-label={t("log.filter")}
    >
      {errors.length > 0 && <ErrorSummary heading={t("invite.problem")} errors={errors} />}
      {ars !== undefined && <input type="hidden" name="gemeinde" value={ars} />}
      <div className="filter__fields">
        <Select
          name="person"
          label={t("log.person")}
          emptyLabel={t("log.any")}
          defaultValue={asked.person}
          options={[
            ...people.map(({ id, name }) => ({ value: id, label: name })),
            ...doers.map((kind) => ({ value: kind, label: t(`doers.${kind}`) })),
          ]}
        />
        <Select
          name="leistung"
          label={t("log.service")}
          emptyLabel={t("log.any")}
          defaultValue={asked.service}
          options={services.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          name="art"
          label={t("log.kind")}
          emptyLabel={t("log.any")}
          defaultValue={asked.kind}
          options={kinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        />
        <TextInput
          name="von"
          label={t("log.from")}
          hint={t("log.dateHint")}
          defaultValue={asked.from}
          error={errorOf("von")}
          autoComplete="off"
          width={10}
        />
        <TextInput
          name="bis"
          label={t("log.to")}
          hint={t("log.dateHint")}
          defaultValue={asked.to}
          error={errorOf("bis")}
          autoComplete="off"
          width={10}
        />
      </div>
      <div className="actions">
        <Button look="secondary">{t("log.apply")}</Button>
        {isAuditFiltered(asked) && (
          <a className="plain-link" href={auditHref(ars, nothing)}>
            {t("log.reset")}
          </a>
        )}
      </div>
    </form>
  );
}
