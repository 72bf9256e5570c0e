import { useTexts } from "#app/ui/use-texts.tsx";
import type { LoaderFunctionArgs } from "@remix-run/node";
import type { Frame, RouteHandle } from "../frame.ts";
import { textsFor } from "../texts-for.server.ts";
import { TextPage } from "./text-page.tsx";

const sections = [
  "drafts",
  "submissions",
  "payment",
  "signIn",
  "cookies",
  "figures",
  "barriers",
  "others",
  "rights",
];

export function loader({ request }: LoaderFunctionArgs) {
  const frame: Frame = {
    title: textsFor(request).t("information:privacy.title"),
    forEverybody: true,
  };
  return { frame };
}

export const handle: RouteHandle = { texts: ["portal", "information"] };

export default function PrivacyPage() {
  const { t } = useTexts("information");
  return <TextPage sections={sections} textOf={(key) => t(`privacy.${key}`)} />;
}
