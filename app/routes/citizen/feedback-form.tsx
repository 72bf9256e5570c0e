import type { ReactNode } from "react";
import { Button } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/controls/radio-group.tsx";
import { TextArea } from "#app/ui/controls/text-area.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";

/** In the order in which they are offered. */
const options = ["5", "4", "3", "2", "1"];

export interface FeedbackFields {
  /** Address to which it is sent: outside the path of any draft's cookie. */
  readonly action: string;
  /** The form counts once. */
  readonly token: string;
  readonly longest: number;
}

interface FeedbackFormProps extends FeedbackFields {
  readonly rating?: string | undefined;
  readonly comment?: string | undefined;
  readonly errors?: { readonly rating?: ReactNode; readonly comment?: ReactNode };
}

/** How it went: a rating in words and room for a few sentences. Neither has to be answered. */
export function FeedbackForm({
  action,
  token,
  longest,
  rating,
  comment,
  errors = {},
}: FeedbackFormProps) {
  const { t, plain } = useTexts("portal");
  return (
    <form method="post" action={action} className="page-form">
      <input type="hidden" name="token" value={token} />
      <RadioGroup
        name="rating"
        label={t("feedback.rating")}
        optionalMark={plain("feedback.optional")}
        options={options.map((value) => ({ value, label: t(`feedback.ratings.${value}`) }))}
        defaultValue={rating}
        error={errors.rating}
      />
      <TextArea
        name="comment"
        label={t("feedback.comment")}
        optionalMark={plain("feedback.optional")}
        hint={t("feedback.commentHint", { count: longest })}
        rows={4}
        defaultValue={comment}
        error={errors.comment}
      />
      <div className="page-form__actions">
        <Button look="secondary">{t("feedback.send")}</Button>
      </div>
    </form>
  );
}

/** The form on a page about something else, e.g. the receipt. */
export function FeedbackSection(fields: FeedbackFields) {
  const { t } = useTexts("portal");
  return (
    <section className="stack no-print">
      <h2 className="section-title">{t("feedback.title")}</h2>
      <p>{t("feedback.lead")}</p>
      <FeedbackForm {...fields} />
    </section>
  );
}
