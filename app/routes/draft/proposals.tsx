import { shown } from "#app/forms/shown.tsx";
import { Button } from "#app/ui/button.tsx";
import { CheckboxGroup } from "#app/ui/controls/checkbox-group.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { ShownProposal, TakeOverView } from "./take-over-view.server.ts";

interface ProposalsProps {
  readonly from: NonNullable<TakeOverView["from"]>;
  readonly proposals: readonly ShownProposal[];
}

/** Answers from another application, each to be taken over or left. */
export function Proposals({ from, proposals }: ProposalsProps) {
  const { t } = useTexts("draft");
  const origin = t("takeOver.from", { ...from });
  return (
    <form method="post" className="page-form">
      {proposals.length === 0 ? (
        <EmptyState title={t("takeOver.none")}>{t("takeOver.noneHint")}</EmptyState>
      ) : (
        <CheckboxGroup
          name="answer"
          label={t("takeOver.which")}
          hint={t("takeOver.whichHint")}
          options={proposals.map(({ name, group, label, values }) => ({
            value: name,
            label: (
              <>
                {group && <>{shown(group)} – </>}
                {shown(label)}:{" "}
                <strong>
                  <bdi>{values.join(", ")}</bdi>
                </strong>
              </>
            ),
            hint: origin,
          }))}
          defaultValues={proposals.map(({ name }) => name)}
        />
      )}
      <div className="page-form__actions">
        {proposals.length > 0 && (
          <Button name="intent" value="take">
            {t("takeOver.take")}
          </Button>
        )}
        <Button look="secondary" name="intent" value="leave">
          {t("takeOver.leave")}
        </Button>
      </div>
    </form>
  );
}
