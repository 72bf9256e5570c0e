import { Fragment } from "react";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { addPhotos, changePhoto, loadPhone } from "#app/apply/capture-photos.server.ts";
import { finishPhotos } from "#app/apply/finish-photos.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { showText } from "#app/domain/shown-page.ts";
import { shownPhrase } from "#app/forms/shown.tsx";
import { errorText } from "#app/forms/error-text.ts";
import { phrase } from "#app/forms/phrase.ts";
import { summarised } from "#app/forms/summarised.ts";
import { useSay } from "#app/forms/use-say.ts";
import { formatTime } from "#app/i18n/format.ts";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore } from "../responses.server.ts";
import { frameOfTown } from "../town-frame.server.ts";
import { textsFor } from "../texts-for.server.ts";
import { PhotoForm } from "./photo-form.tsx";

export const headers = () => noStore;
export const handle: RouteHandle = { scripts: "atOnce" };

/** The phone's page: for whom and what it takes photos, and what it has sent; nothing else of the application. */
export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { t, language } = textsFor(request);
  const { token = "" } = params;
  const view = await loadPhone(portal, token);
  if (!view) {
    const frame = { title: t("phone.over") };
    return data({ kind: "over", frame } as const, { status: 404, headers: noStore });
  }
  const label = showText(view.label, language);
  const municipality = shortName(view.town);
  return data(
    {
      kind: view.done ? ("done" as const) : ("open" as const),
      frame: {
        title: t(view.done ? "phone.done" : "phone.documentTitle", { label: label.text }),
        ...(await frameOfTown(portal, { slug: view.town.slug, name: municipality })),
      },
      label,
      municipality,
      until: formatTime(view.expiresAt, language),
      secondsLeft: Math.floor((view.expiresAt.getTime() - portal.clock().getTime()) / 1000),
      photos: view.photos,
      base: `/handy/${token}`,
    },
    { headers: noStore },
  );
}

export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const { token = "" } = params;
  const { raw, files } = await formOf(request);
  const [kind = "", photo = ""] = (raw["intent"]?.at(-1) ?? "").split(":", 2);
  const outcome =
    kind === "done"
      ? await finishPhotos(portal, token)
      : kind === "remove" || kind === "up" || kind === "down"
        ? await changePhoto(portal, token, photo, kind)
        : await addPhotos(portal, token, files);
  if (outcome.kind === "refused") {
    const errors = outcome.refused.map(({ code, params: details }) => ({ code, params: details }));
    return data({ errors }, { status: 422, headers: noStore });
  }
  if (outcome.kind === "empty")
    return data(
      { errors: [{ code: "file.noPhoto", params: {} }] },
      { status: 422, headers: noStore },
    );
  return redirect(`/handy/${token}`, { status: 303, headers: noStore });
}

export default function PhonePage() {
  const page = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { t, i18n } = useTexts(["portal", "errors", "forms"]);
  const say = useSay();
  if (page.kind === "over")
    return <PageHeading title={t("phone.over")} lead={t("phone.overHint")} />;
  const { label, municipality } = page;
  if (page.kind === "done")
    return <PageHeading above={municipality} title={t("phone.done")} lead={t("phone.doneHint")} />;
  const errors = (answer?.errors ?? []).map((error) => {
    const told = errorText(
      { name: "photo", ...error },
      { label, kind: "file" },
      say,
      i18n.language,
    );
    return summarised("photo", told);
  });
  return (
    <>
      {errors.length > 0 && <ErrorSummary heading={t("forms:problem")} errors={errors} />}
      <PageHeading
        above={municipality}
        title={shownPhrase(phrase(say, "portal:phone.title", { label }))}
        lead={t("phone.lead")}
      />
      <PhotoForm
        {...page}
        error={
          errors.length > 0
            ? errors.map(({ text, shown }) => <Fragment key={text}>{shown} </Fragment>)
            : undefined
        }
      />
    </>
  );
}
