import type { LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Frame } from "./frame.ts";

export function loader({ request }: LoaderFunctionArgs) {
  const { t } = serverI18n(negotiateLanguage(request));
  const frame: Frame = { title: t("home.title") };
  return { frame };
}

export default function Home() {
  const { t } = useTranslation("portal");
  return <PageHeading title={t("home.title")} lead={t("home.lead")} />;
}
