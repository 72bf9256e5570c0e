import type { LoaderFunctionArgs } from "@remix-run/node";
import { describeAccessibility } from "#app/apply/describe-accessibility.server.ts";
import { languages } from "#app/i18n/languages.ts";
import { isReviewed } from "#app/i18n/text-files.server.ts";
import { Breadcrumb } from "#app/ui/breadcrumb.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { Frame, RouteHandle } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { townOriginOf } from "../origin.server.ts";
import { notFound } from "../responses.server.ts";
import { textsFor } from "../texts-for.server.ts";
import { StatementBarriers } from "./statement-barriers.tsx";
import { statementView } from "./statement-view.server.ts";
import {
  StatementContact,
  StatementEnforcement,
  StatementForms,
  StatementMade,
} from "./statement-parts.tsx";

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { t, language } = textsFor(request);
  const unreviewed = languages.some((one) => !isReviewed(one));
  const slug = params["municipality"] ?? "";
  const statement = await describeAccessibility(portal, slug, { language, unreviewed });
  if (!statement) throw notFound({ reason: "municipality" });
  const view = statementView(statement, townOriginOf(request, portal, slug));
  const { municipality } = view;
  const title = `${t("accessibility:title")} – ${municipality.name}`;
  const frame: Frame = { title, municipality };
  return { frame, statement: view };
}

export const handle: RouteHandle = { texts: ["portal", "accessibility"] };

export default function StatementPage() {
  const { t } = useTexts(["accessibility", "portal"]);
  const { statement } = useLoaded<typeof loader>();
  const { municipality, address, conformity, enforcement } = statement;
  const name = { municipality: municipality.name };
  return (
    <>
      <Breadcrumb
        items={[
          { label: t("portal:shell.start"), href: "/" },
          { label: municipality.name, href: municipality.href },
          { label: t("portal:shell.accessibility") },
        ]}
      />
      <PageHeading title={t("title")} lead={t("lead", name)} />
      <div className="prose">
        <h2>{t("plain.title")}</h2>
        <p>{t("plain.about")}</p>
        <p>
          {t("plain.report")}{" "}
          <a href={`${municipality.href}/barrierefreiheit/melden`}>{t("contact.form")}</a>
        </p>
        <p>{t("plain.body")}</p>
        <StatementForms statement={statement} />
        <h2>{t("scope.title")}</h2>
        <p>
          {t("scope.body", name)} <bdi>{address}</bdi>
        </p>
        {enforcement && "legalBasis" in enforcement && (
          <p>{t("scope.law", { law: enforcement.legalBasis })}</p>
        )}
        <h2>{t("state.title")}</h2>
        <p>
          <strong>{t(`state.${conformity}`)}</strong>
        </p>
        <p>{t("state.measure")}</p>
        <StatementBarriers statement={statement} />
        <StatementMade statement={statement} />
        <StatementContact statement={statement} />
        <StatementEnforcement statement={statement} />
      </div>
    </>
  );
}
