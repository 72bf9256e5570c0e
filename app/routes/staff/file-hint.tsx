import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface FileHintProps {
  /** Whether a file was chosen that did not come back with the form: no browser lets a page do that. */
  readonly lost: boolean;
  readonly children: ReactNode;
}

/** The hint of a control for files, which also says that one has to be chosen once more. */
export function FileHint({ lost, children }: FileHintProps) {
  const { t } = useTranslation("casework");
  return (
    <>
      {lost && <strong>{t("overtaken.fileAgain")} </strong>}
      {children}
    </>
  );
}
