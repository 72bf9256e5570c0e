import { useTranslation } from "react-i18next";
import type { ShownPeople } from "./shown-people.server.ts";

/** Who wrote a revision and who let it count, with what it is for. */
export function WhoDidIt({
  people,
  note,
}: {
  readonly people: ShownPeople;
  readonly note: string;
}) {
  const { t } = useTranslation("offering");
  const { author, when, released } = people;
  return (
    <>
      <div>{t("revisions.by", { author, when })}</div>
      {released && (
        <div>{t("revisions.releasedBy", { name: released.by, when: released.when })}</div>
      )}
      {note !== "" && <div className="kept-lines">{note}</div>}
    </>
  );
}
