import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { findTownBySlug } from "#app/apply/find-town-by-slug.server.ts";
import { longestReport, reportBarrier } from "#app/apply/report-barrier.server.ts";
import type { Portal } from "#app/catalogue/portal.server.ts";
import { reportedPage } from "#app/domain/accessibility/reported-page.ts";
import type { RawInput } from "#app/domain/page-form.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { TextArea } from "#app/ui/controls/text-area.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { RouteHandle } from "../frame.ts";
import { LimitPage } from "../limit-page.tsx";
import { useAnswer, useLoaded } from "../loaded.ts";
import { originOf } from "../origin.server.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { heldUp, senderOf } from "../sender.server.ts";
import { textsFor } from "../texts-for.server.ts";
import { municipalityFrame } from "./addresses.ts";

type Params = LoaderFunctionArgs["params"];

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const asked = searchParams.get("seite") ?? "";
  const page = asked.startsWith("/") ? reportedPage(asked, originOf(request, portal)) : undefined;
  const thanked = searchParams.get("danke") !== null;
  const typed = { what: "", page: page ?? "", reply: "" };
  return { ...(await viewOf(portal, request, params)), typed, thanked };
}

export async function action({
  request,
  params,
  context: { portal, clientAddress },
}: ActionFunctionArgs) {
  const form = await formOf(request);
  const sender = senderOf(request, clientAddress, form.raw);
  const typed = {
    what: textIn(form.raw, "what"),
    page: textIn(form.raw, "page"),
    reply: textIn(form.raw, "reply"),
  };
  const place = { slug: params["municipality"] ?? "", origin: originOf(request, portal) };
  const outcome = await reportBarrier(portal, place, typed, sender);
  switch (outcome.kind) {
    case "heldUp":
      return heldUp(outcome, form);
    case "thanked":
      return redirect(`${new URL(request.url).pathname}?danke`, { status: 303, headers: noStore });
    case "again": {
      const view = await viewOf(portal, request, params);
      const { problems } = outcome;
      return data({ ...view, typed, thanked: false, problems }, { status: 422, headers: noStore });
    }
    case "unknownMunicipality":
      throw notFound({ reason: "municipality" });
  }
}

async function viewOf(portal: Portal, request: Request, params: Params) {
  const { t } = textsFor(request);
  const town = await findTownBySlug(portal, params["municipality"] ?? "");
  if (!town) throw notFound({ reason: "municipality" });
  const municipality = municipalityFrame(town);
  return {
    frame: { title: t("accessibility:report.title"), municipality },
    municipality,
    longest: longestReport,
  };
}

function textIn(raw: RawInput, name: string): string {
  return [raw[name] ?? ""].flat().at(-1) ?? "";
}

export const headers = () => noStore;

export const handle: RouteHandle = { texts: ["portal", "accessibility"], limited: true };

export default function ReportBarrierPage() {
  const { t, plain } = useTexts(["accessibility", "portal"]);
  const loaded = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  if (answer && "task" in answer) return <LimitPage post={answer} />;
  const { municipality, typed, longest, thanked } = answer ?? loaded;
  const name = { municipality: municipality.name };
  const errors = (answer?.problems ?? []).map((problem) => ({
    name: problem.name,
    text: plain(`report.errors.${problem.code}`, { max: problem.max ?? longest }),
    shown: t(`report.errors.${problem.code}`, { max: problem.max ?? longest }),
  }));
  const errorOf = (control: string) => errors.find((error) => error.name === control)?.shown;
  return (
    <>
      {errors.length > 0 && <ErrorSummary heading={t("report.problem")} errors={errors} />}
      <PageHeading
        above={municipality.name}
        title={t("report.title")}
        lead={thanked ? undefined : t("report.lead", name)}
      />
      <div className="stack">
        {thanked ? (
          <Alert kind="success" titleAs="p" live title={t("report.thanks", name)} />
        ) : (
          <form
            method="post"
            action={`${municipality.href}/barrierefreiheit/melden`}
            className="page-form"
          >
            <TextArea
              name="what"
              label={t("report.what")}
              hint={t("report.whatHint", { max: longest })}
              defaultValue={typed.what}
              error={errorOf("what")}
              required
            />
            <TextInput
              name="page"
              label={t("report.page")}
              hint={t("report.pageHint")}
              optionalMark={plain("report.optional")}
              defaultValue={typed.page}
              error={errorOf("page")}
              spellCheck={false}
            />
            <TextInput
              name="reply"
              label={t("report.reply")}
              hint={t("report.replyHint")}
              optionalMark={plain("report.optional")}
              defaultValue={typed.reply}
              error={errorOf("reply")}
            />
            <div className="page-form__actions">
              <Button>{t("report.send")}</Button>
            </div>
          </form>
        )}
        <p>
          <a className="plain-link" href={`${municipality.href}/barrierefreiheit`}>
            {t("report.back")}
          </a>
        </p>
      </div>
    </>
  );
}
