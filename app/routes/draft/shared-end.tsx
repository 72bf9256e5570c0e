import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { leaveHeaders, sharedDeviceKey } from "#app/http/shared-device.server.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { Frame, RouteHandle } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { formOf } from "../responses.server.ts";
import { textsFor } from "../texts-for.server.ts";

/** Ends the sitting when its time is up; a link on another site ends nothing. */
export function loader({ request }: LoaderFunctionArgs) {
  const { t } = textsFor(request);
  const asks = request.headers.get("sec-fetch-site") === "cross-site" && sharedDeviceKey(request);
  const frame: Frame = { title: t(asks ? "draft:shared.stillOn" : "draft:shared.endTitle") };
  const headers = asks ? { "Cache-Control": "no-store" } : leaveHeaders;
  return data({ frame, stillOn: Boolean(asks) }, { headers });
}

export async function action({ request }: ActionFunctionArgs) {
  await formOf(request);
  return redirect("/gemeinsam/ende", { status: 303, headers: leaveHeaders });
}

export const headers = ({ loaderHeaders }: { loaderHeaders: Headers }) => loaderHeaders;

export const handle: RouteHandle = { texts: ["portal", "forms", "errors", "draft"] };

export default function SharedEndPage() {
  const { t } = useTexts("draft");
  const { stillOn } = useLoaded<typeof loader>();
  if (stillOn) {
    return (
      <>
        <PageHeading title={t("shared.stillOn")} />
        <form method="post">
          <Button>{t("shared.endNow")}</Button>
        </form>
      </>
    );
  }
  return (
    <>
      <PageHeading title={t("shared.endTitle")} lead={t("shared.endLead")} />
      <div className="stack">
        <p>{t("shared.endBody")}</p>
        <div className="actions">
          <LinkButton href="/?geraet=gemeinsam">{t("shared.again")}</LinkButton>
        </div>
      </div>
    </>
  );
}
