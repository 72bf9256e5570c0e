import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { findFeedbackPlace, leaveFeedback } from "#app/apply/leave-feedback.server.ts";
import type { Portal } from "#app/catalogue/portal.server.ts";
import { showText } from "#app/domain/shown-page.ts";
import type { RawInput } from "#app/domain/page-form.ts";
import { shown } from "#app/forms/shown.tsx";
import { Alert } from "#app/ui/alert.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { RouteHandle } from "../frame.ts";
import { LimitPage } from "../limit-page.tsx";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore } from "../responses.server.ts";
import { heldUp, senderOf } from "../sender.server.ts";
import { textsFor } from "../texts-for.server.ts";
import { municipalityFrame } from "./addresses.ts";
import { FeedbackForm } from "./feedback-form.tsx";
import { feedbackFields } from "./feedback-fields.server.ts";
import { noJourney } from "./journey-responses.server.ts";

type Params = LoaderFunctionArgs["params"];

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const thanked = new URL(request.url).searchParams.get("danke") !== null;
  return { ...(await viewOf(portal, request, params)), thanked };
}

export async function action({
  request,
  params,
  context: { portal, clientAddress },
}: ActionFunctionArgs) {
  const form = await formOf(request);
  const sender = senderOf(request, clientAddress, form.raw);
  const place = placeIn(params);
  const typed = { rating: textIn(form.raw, "rating"), comment: textIn(form.raw, "comment") };
  const feedback = { ...typed, token: textIn(form.raw, "token") };
  const outcome = await leaveFeedback(portal, place, feedback, sender);
  switch (outcome.kind) {
    case "heldUp":
      return heldUp(outcome, form);
    case "thanked":
      return redirect(`${new URL(request.url).pathname}?danke`, { status: 303, headers: noStore });
    case "again": {
      const view = await viewOf(portal, request, params);
      const { problems } = outcome;
      return data({ ...view, thanked: false, ...typed, problems }, { status: 422 });
    }
    default:
      throw noJourney(outcome, { ...place, ticket: undefined });
  }
}

async function viewOf(portal: Portal, request: Request, params: Params) {
  const { t, language } = textsFor(request);
  const place = placeIn(params);
  const found = await findFeedbackPlace(portal, place);
  if (found.kind !== "place") throw noJourney(found, { ...place, ticket: undefined });
  const municipality = municipalityFrame(found.municipality);
  return {
    frame: { title: t("feedback.title"), municipality },
    municipality,
    service: showText(found.service.name, language),
    fields: feedbackFields(portal, place),
  };
}

function placeIn({ municipality = "", service = "" }: Params) {
  return { municipality, service };
}

function textIn(raw: RawInput, name: string): string {
  return [raw[name] ?? ""].flat().at(-1) ?? "";
}

export const headers = () => noStore;

export const handle: RouteHandle = { limited: true };

export default function FeedbackPage() {
  const { t, plain } = useTexts("portal");
  const loaded = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  if (answer && "task" in answer) return <LimitPage post={answer} />;
  const { municipality, service, fields, thanked } = answer ?? loaded;
  const errors = (answer?.problems ?? []).map(({ name, code }) => ({
    name,
    text: plain(`feedback.errors.${code}`, { count: fields.longest }),
    shown: t(`feedback.errors.${code}`, { count: fields.longest }),
  }));
  return (
    <>
      {errors.length > 0 && <ErrorSummary heading={t("feedback.problem")} errors={errors} />}
      <PageHeading
        above={shown(service)}
        title={t("feedback.title")}
        lead={thanked ? undefined : t("feedback.lead")}
      />
      <div className="stack">
        {thanked ? (
          <Alert kind="success" titleAs="p" live title={t("feedback.thanks")} />
        ) : (
          <FeedbackForm
            {...fields}
            rating={answer?.rating}
            comment={answer?.comment}
            errors={Object.fromEntries(errors.map(({ name, shown: told }) => [name, told]))}
          />
        )}
        <p>
          <a className="plain-link" href={municipality.href}>
            {t("receipt.otherServices", { municipality: municipality.name })}
          </a>
        </p>
      </div>
    </>
  );
}
