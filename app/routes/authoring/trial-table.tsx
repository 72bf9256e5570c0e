import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Table } from "#app/ui/table.tsx";
import type { ShownTrial } from "./trial.server.ts";

/** Which example persons meet what, without the rule and with it; takes the focus when it appears. */
export function TrialTable({ rows }: { readonly rows: ShownTrial }) {
  const { t } = useTranslation("authoring");
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, [rows]);
  const touched = rows.filter(({ changes, heldBack }) => changes.length + heldBack.length > 0);
  const count = touched.reduce((sum, { persons }) => sum + persons, 0);
  return (
    <section className="stack" aria-labelledby="probe" tabIndex={-1} ref={box}>
      <h2 className="section-title" id="probe">
        {t("trial.title")}
      </h2>
      <p role="status">{t("trial.touched", { count })}</p>
      <Table
        caption={t("trial.title")}
        captionHidden
        columns={[
          { label: t("trial.situation") },
          { label: t("trial.effect") },
          { label: t("trial.persons"), numeric: true },
        ]}
        rows={rows.map(({ persons, situation, changes, heldBack }, index) => ({
          key: String(index),
          cells: [
            situation.length === 0 ? (
              t("trial.nothingSaid")
            ) : (
              <ul key="situation" className="plain-list">
                {situation.map(({ label, answer }) => (
                  <li key={label}>
                    {label}: {answer}
                  </li>
                ))}
              </ul>
            ),
            changes.length + heldBack.length === 0 ? (
              t("trial.nothing")
            ) : (
              <ul key="effect" className="plain-list">
                {changes.map(({ label, before, after }) => (
                  <li key={label}>
                    {label}: {t(`trial.asked.${before}`)} →{" "}
                    <strong>{t(`trial.asked.${after}`)}</strong>
                  </li>
                ))}
                {heldBack.map(({ page, label }) => (
                  <li key={`${page} ${label ?? ""}`}>
                    <strong>{t("trial.heldBack", { page })}</strong>
                    {label !== undefined && `: ${label}`}
                  </li>
                ))}
              </ul>
            ),
            String(persons),
          ],
        }))}
      />
    </section>
  );
}
