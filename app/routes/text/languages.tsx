import type { LoaderFunctionArgs } from "@remix-run/node";
import { languageNames, languages } from "#app/i18n/languages.ts";
import { isReviewed } from "#app/i18n/text-files.server.ts";
import { missingIn } from "#app/i18n/texts.server.ts";
import { SummaryList, type SummaryListRow } from "#app/ui/summary-list.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { Frame, RouteHandle } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { textsFor } from "../texts-for.server.ts";
import { TextPage } from "./text-page.tsx";

const sections = ["machine", "binding", "services", "documents", "report"];

/** Which languages the portal speaks, and how far one can rely on the texts. */
export function loader({ request }: LoaderFunctionArgs) {
  const frame: Frame = {
    title: textsFor(request).t("information:languages.title"),
    forEverybody: true,
  };
  const spoken = languages.map((language) => {
    const files = missingIn(language);
    return {
      language,
      missing: files.reduce((sum, { keys }) => sum + keys.length, 0),
      total: files.reduce((sum, { total }) => sum + total, 0),
      reviewed: isReviewed(language),
    };
  });
  return { frame, spoken };
}

export const handle: RouteHandle = { texts: ["portal", "information"] };

export default function LanguagesPage() {
  const { t } = useTexts("information");
  const { spoken } = useLoaded<typeof loader>();
  const rows = spoken.map(({ language, missing, total, reviewed }): SummaryListRow => ({
    key: language,
    label: <span lang={language}>{languageNames[language]}</span>,
    values: [
      missing === 0 ? t("languages.complete") : t("languages.missing", { count: missing, total }),
      ...(reviewed ? [] : [t("languages.unreviewed")]),
    ],
  }));
  return (
    <TextPage sections={sections} textOf={(key) => t(`languages.${key}`)}>
      <div className="page-message">
        <SummaryList rows={rows} />
      </div>
    </TextPage>
  );
}
