import { useTexts } from "#app/ui/use-texts.tsx";
import type { LoaderFunctionArgs } from "@remix-run/node";
import type { Frame, RouteHandle } from "../frame.ts";
import { textsFor } from "../texts-for.server.ts";
import { TextPage } from "./text-page.tsx";

const sections = ["state", "features", "feedback", "enforcement"];

export function loader({ request }: LoaderFunctionArgs) {
  const frame: Frame = {
    title: textsFor(request).t("information:accessibility.title"),
    forEverybody: true,
  };
  return { frame };
}

export const handle: RouteHandle = { texts: ["portal", "information"] };

/** Of the portal itself; municipalities have statements of their own. */
export default function AccessibilityPage() {
  const { t } = useTexts("information");
  return (
    <TextPage sections={sections} textOf={(key) => t(`accessibility.${key}`)}>
      <p>
        {t("accessibility.towns")}{" "}
        <a className="plain-link" href="/">
          {t("accessibility.find")}
        </a>
      </p>
    </TextPage>
  );
}
