import type { LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import type { Frame } from "../frame.ts";
import { textsFor } from "../texts-for.server.ts";
import { TextPage } from "./text-page.tsx";

const sections = ["drafts", "submissions", "cookies", "figures", "others", "rights"];

export function loader({ request }: LoaderFunctionArgs) {
  const frame: Frame = { title: textsFor(request).t("privacy.title"), forEverybody: true };
  return { frame };
}

export default function PrivacyPage() {
  const { t } = useTranslation("portal");
  return <TextPage sections={sections} textOf={(key) => t(`privacy.${key}`)} />;
}
