import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { findPublisher } from "#app/apply/find-publisher.server.ts";
import { Breadcrumb } from "#app/ui/breadcrumb.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { Frame } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { notFound } from "../responses.server.ts";
import { textsFor } from "../texts-for.server.ts";
import { municipalityFrame } from "./addresses.ts";

/** The imprint of a municipality; where it has none of its own, that of the portal. */
export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { t } = textsFor(request);
  const found = await findPublisher(portal, params["municipality"] ?? "");
  if (!found) throw notFound({ reason: "municipality" });
  if (found.text === undefined) return redirect("/impressum", 303);
  const municipality = municipalityFrame(found.municipality);
  const frame: Frame = { title: `${t("shell.imprint")} – ${municipality.name}`, municipality };
  return { frame, municipality, text: found.text };
}

export default function PublisherPage() {
  const { t } = useTexts("portal");
  const { municipality, text } = useLoaded<typeof loader>();
  return (
    <>
      <Breadcrumb
        items={[
          { label: t("shell.start"), href: "/" },
          { label: municipality.name, href: municipality.href },
          { label: t("shell.imprint") },
        ]}
      />
      <PageHeading title={t("shell.imprint")} />
      <div className="prose">
        <p className="kept-lines" lang="de">
          {text}
        </p>
        <p>
          <a href="/impressum">{t("shell.portalImprint")}</a>
        </p>
      </div>
    </>
  );
}
