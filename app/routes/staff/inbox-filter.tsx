import { useTranslation } from "react-i18next";
import type { InboxRequest } from "#app/casework/inbox-entries.server.ts";
import { submissionStatuses } from "#app/domain/submission-status.ts";
import { Button } from "#app/ui/button.tsx";
import { Select } from "#app/ui/controls/select.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { inboxHref, isFiltered } from "./inbox-query.ts";

interface InboxFilterProps {
  readonly asked: InboxRequest;
  readonly services: readonly { readonly id: string; readonly name: string }[];
}

/** Narrows the inbox down; a GET form, so that a filtered inbox can be bookmarked. */
export function InboxFilter({ asked, services }: InboxFilterProps) {
  const { t } = useTranslation("casework");
  const { municipality, status, service, reference, test } = asked;
  return (
    <form
      className="filter"
      method="get"
      action="/eingang"
      role="search"
      aria-label={t("inbox.filter")}
    >
      {municipality !== undefined && <input type="hidden" name="gemeinde" value={municipality} />}
      <div className="filter__fields">
        <Select
          name="stand"
          label={t("inbox.filterStatus")}
          emptyLabel={t("inbox.any")}
          defaultValue={status}
          options={submissionStatuses.map((value) => ({ value, label: t(`status.${value}`) }))}
        />
        <Select
          name="antrag"
          label={t("inbox.filterService")}
          emptyLabel={t("inbox.any")}
          defaultValue={service}
          options={services.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          name="art"
          label={t("inbox.filterTest")}
          emptyLabel={t("inbox.any")}
          defaultValue={test === undefined ? undefined : test ? "test" : "echt"}
          options={[
            { value: "echt", label: t("inbox.real") },
            { value: "test", label: t("inbox.tests") },
          ]}
        />
        <TextInput
          name="nummer"
          label={t("inbox.filterReference")}
          defaultValue={reference}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
        />
      </div>
      <div className="actions">
        <Button look="secondary">{t("inbox.apply")}</Button>
        {isFiltered(asked) && (
          <a
            className="plain-link"
            href={inboxHref(municipality === undefined ? {} : { municipality })}
          >
            {t("inbox.reset")}
          </a>
        )}
      </div>
    </form>
  );
}
