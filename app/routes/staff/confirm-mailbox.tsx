import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { confirmMailboxLink, findMailbox } from "#app/administration/mailboxes.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { Button } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Frame, RouteHandle } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { noStore } from "../responses.server.ts";

export { staffHeaders as headers } from "./staff-headers.ts";
export const handle: RouteHandle = { texts: ["portal", "readiness"] };

/** Whose address a link confirms. Looking confirms nothing: programs that check mails follow links, and press no buttons. */
export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const language = negotiateLanguage(request, staffLanguages);
  const t = serverI18n(language).getFixedT(language, "readiness");
  const found = await findMailbox(portal, params["token"] ?? "");
  const { kind } = found;
  const title = t(`mailbox.${kind}.title`);
  if (!("address" in found)) {
    const frame: Frame = { title };
    const status = kind === "unknown" ? 404 : 410;
    return data({ frame, kind, about: {} }, { status, headers: noStore });
  }
  const { municipality, address } = found;
  const name = shortName(municipality);
  const frame: Frame = { title, municipality: { name, href: `/${municipality.slug}` } };
  return data(
    { frame, kind, about: { municipality: name, mailbox: address } },
    { headers: noStore },
  );
}

export async function action({ params, context: { portal } }: ActionFunctionArgs) {
  const token = params["token"] ?? "";
  await confirmMailboxLink(portal, token);
  // Whatever has become of it: the page itself says so.
  return redirect(`/postfach/${encodeURIComponent(token)}`, { status: 303, headers: noStore });
}

export default function ConfirmMailboxPage() {
  const { t } = useTranslation("readiness");
  const { kind, about } = useLoaded<typeof loader>();
  return (
    <>
      <PageHeading title={t(`mailbox.${kind}.title`)} lead={t(`mailbox.${kind}.lead`, about)} />
      {kind === "open" && (
        <form method="post" className="page-form">
          <p>{t("mailbox.why")}</p>
          <div className="page-form__actions">
            <Button>{t("mailbox.confirm")}</Button>
          </div>
        </form>
      )}
    </>
  );
}
