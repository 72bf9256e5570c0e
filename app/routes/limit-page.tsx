import { useEffect, useRef, useState } from "react";
import { Button } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import { proofControl, ticketControl, type LimitedPost } from "./limit-controls.ts";

type Work = "none" | "working" | "failed";

/**
 * Holds what was posted while a limit holds it up. With scripts the browser works and goes on by itself; without, one
 * waits and presses a button: too early costs nothing. No puzzle.
 */
export function LimitPage({ post }: { readonly post: LimitedPost }) {
  const { t } = useTexts("portal");
  const { form, proof, work } = useWork(post.task);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, []);
  const minutes = Math.ceil(post.wait / 60);
  return (
    <div ref={box} tabIndex={-1} className="limit-page">
      <PageHeading title={t("limit.title")} lead={t("limit.lead")} />
      <form method="post" className="stack" ref={form}>
        {Object.entries(post.raw).flatMap(([name, values]) =>
          [values]
            .flat()
            .map((value, index) => (
              <input key={`${name} ${index}`} type="hidden" name={name} value={value} />
            )),
        )}
        <input type="hidden" name={ticketControl} value={post.ticket} />
        <input type="hidden" name={proofControl} defaultValue="" ref={proof} />
        <p>{t("limit.kept")}</p>
        {post.files && <p>{t("error.unavailable.files")}</p>}
        <p role="status">
          {work === "working" && t("limit.working")}
          {work === "failed" && t("limit.failed")}
        </p>
        {work !== "working" && (
          <p>
            {post.wait > 90
              ? t("limit.waitMinutes", { count: minutes })
              : t("limit.wait", { count: post.wait })}
          </p>
        )}
        <div className="actions">
          <Button>{t("limit.send")}</Button>
        </div>
      </form>
    </div>
  );
}

/** Lets the browser solve the task and sends the form when it has. */
function useWork(task: string) {
  const form = useRef<HTMLFormElement>(null);
  const proof = useRef<HTMLInputElement>(null);
  const [work, setWork] = useState<Work>("none");
  useEffect(() => {
    const controller = new AbortController();
    void import("./solve-task.client.ts")
      .then(({ solveTask }) => {
        if (!controller.signal.aborted) setWork("working");
        return solveTask(task, controller);
      })
      .catch(() => undefined)
      .then((solved) => {
        if (controller.signal.aborted) return;
        if (solved === undefined || !proof.current) setWork("failed");
        else {
          proof.current.value = solved;
          form.current?.requestSubmit();
        }
      });
    return () => {
      controller.abort();
    };
  }, [task]);
  return { form, proof, work };
}
