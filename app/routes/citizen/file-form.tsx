import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";
import { SingleCheckbox } from "#app/ui/controls/single-checkbox.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { WrongWishes } from "./review-wishes.server.ts";

interface FileFormProps {
  readonly municipality: string;
  /** What the review shows, to be sent along: what changed meanwhile is looked at again. */
  readonly marks: readonly string[];
  /** Present: it may be filed in time although something is missing. */
  readonly inTime: { readonly until: string; readonly missing: readonly string[] } | undefined;
  /** The address that was answered; undefined where no mails are sent. */
  readonly email: string | undefined;
  /** What the account is called in whose mailbox the office may answer; undefined: there is none. */
  readonly mailboxAt: string | undefined;
  /** What was typed and is no address. */
  readonly wrong: WrongWishes | undefined;
  /** It is to be paid first. */
  readonly toPayment: boolean;
}

/** Declares, asks where to confirm it, and files. */
export function FileForm(props: FileFormProps) {
  const { municipality, marks, inTime, email, mailboxAt: name, wrong, toPayment } = props;
  const { t, plain } = useTexts(["portal", "forms", "payment", "identity"]);
  return (
    <form method="post" className="file-form" noValidate>
      {marks.map((mark) => (
        <input type="hidden" name="gesehen" value={mark} key={mark} />
      ))}
      {inTime && (
        <Alert kind="info" title={t("review.inTime")}>
          <p>{t("review.inTimeHint", { date: inTime.until })}</p>
          <ul>
            {inTime.missing.map((label) => (
              <li key={label}>{label}</li>
            ))}
          </ul>
          <p>{t("review.inTimeRisk")}</p>
        </Alert>
      )}
      {email !== undefined && (
        <>
          <TextInput
            name="email"
            type="email"
            dir="ltr"
            label={t("review.email")}
            hint={t("review.emailHint")}
            optionalMark={plain("forms:optional")}
            defaultValue={wrong?.email ?? email}
            autoComplete="email"
            error={wrong && t("review.emailWrong")}
            width={30}
          />
          <SingleCheckbox
            name="jederStand"
            value="ja"
            label={t("review.everyStatus")}
            statement={t("review.everyStatusYes")}
            defaultChecked={wrong?.everyStatus ?? false}
          />
        </>
      )}
      {name !== undefined && (
        <SingleCheckbox
          name="insPostfach"
          value="ja"
          label={t("identity:mailbox.label")}
          statement={t("identity:mailbox.yes", { municipality, name })}
          defaultChecked={wrong?.toMailbox ?? false}
        />
      )}
      <p>{t(inTime ? "review.declarationInTime" : "review.declaration")}</p>
      <p>{t("review.recipient", { municipality })}</p>
      <div className="actions">
        {inTime ? (
          <Button name="intent" value="inTime">
            {t(toPayment ? "payment:review.toPayment" : "review.fileInTime")}
          </Button>
        ) : toPayment ? (
          <Button>{t("payment:review.toPayment")}</Button>
        ) : (
          <Button>{t("review.file")}</Button>
        )}
      </div>
      <p className="list-note">{t(toPayment ? "payment:review.hint" : "review.fileHint")}</p>
    </form>
  );
}
