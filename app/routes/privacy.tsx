import type { LoaderFunctionArgs } from "@remix-run/node";
import type { Frame } from "./frame.ts";
import { TextPage } from "./text-page.tsx";
import { textsFor } from "./texts-for.server.ts";

export function loader({ request }: LoaderFunctionArgs) {
  const frame: Frame = { title: textsFor(request).t("privacy.title") };
  return { frame };
}

export default function PrivacyPage() {
  return (
    <TextPage name="privacy" sections={["drafts", "submissions", "cookies", "others", "rights"]} />
  );
}
