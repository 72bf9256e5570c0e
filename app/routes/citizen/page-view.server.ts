import { stampOf } from "#app/apply/keep-typed.server.ts";
import type { LoadedPage } from "#app/apply/load-page.server.ts";
import type { Visit } from "#app/apply/open-journey.server.ts";
import { stepTitle } from "#app/domain/document.ts";
import { feesOnPage, type PageFees } from "#app/domain/fees/fee-plan.ts";
import { findControl } from "#app/forms/find-control.ts";
import { foundOptions } from "#app/domain/found-options.ts";
import {
  asksForCountry,
  asksForFile,
  type FieldError,
  type FormNode,
  type FoundOptions,
  type PageForm,
  type RawInput,
  type ShownText,
} from "#app/domain/page-form.ts";
import { showItems, type ShownItems } from "#app/domain/shown-items.ts";
import { showText } from "#app/domain/shown-page.ts";
import { mayFileInTime } from "#app/domain/missing-answers.ts";
import { stepBack } from "#app/domain/step-back.ts";
import type { Captures } from "#app/forms/form-tools.ts";
import { wordsOf } from "#app/i18n/texts.server.ts";
import type { Frame } from "../frame.ts";
import { textsFor } from "../texts-for.server.ts";
import { captureViews } from "./capture-view.server.ts";
import { municipalityFrame, serviceUrl } from "./addresses.ts";
import { trialOf } from "./trial.ts";

/** One page of a form as plain data in one language. */
export interface PageView {
  readonly kind: "page";
  readonly frame: Frame;
  /** Address of the service. */
  readonly base: string;
  readonly service: ShownText;
  readonly title: ShownText;
  readonly intro?: ShownText;
  readonly step: number;
  readonly stepCount: number;
  readonly back: { readonly href: string; readonly to: "back" | "backToService" | "backToReview" };
  readonly fromReview: boolean;
  /** The last answers have taken away questions that were answered. */
  readonly lapsed?: true;
  /** The form has changed since the citizen was here last. */
  readonly updated?: true;
  /** It may be filed as it is, to keep a deadline: there. */
  readonly inTime?: string;
  readonly errors: readonly FieldError[];
  readonly content: QuestionsView | ItemsView;
}
export interface QuestionsView {
  readonly kind: "questions";
  readonly form: PageForm;
  readonly raw: RawInput;
  /** Tells what stood on the page in the draft, so that typing here overwrites nothing that was saved elsewhere. */
  readonly stamp: string;
  /** Address of the page below the service. */
  readonly page: string;
  readonly captures?: Captures;
  readonly found?: Readonly<Record<string, FoundOptions>>;
  readonly fees?: PageFees;
  /** Questions that the last answers have brought up. */
  readonly fresh?: readonly NamedQuestion[];
  /** Questions whose answers do not fit the form any more, since it changed. */
  readonly anew?: readonly NamedQuestion[];
  /** Questions answered with what came from another application, and from which. */
  readonly carried?: {
    readonly questions: readonly NamedQuestion[];
    readonly service: string;
    readonly municipality: string;
  };
}
export interface NamedQuestion {
  readonly name: string;
  readonly label: ShownText;
}
export interface ItemsView {
  readonly kind: "items";
  readonly list: ShownItems;
  /** What has just been done. */
  readonly done?: "removed" | "moved";
}

/** What came back instead of the next page. */
export interface Again {
  readonly raw: RawInput;
  readonly errors: readonly FieldError[];
  readonly fresh: readonly string[];
}

/** Whether the citizen came from the review and goes back there. */
export function isFromReview(request: Request): boolean {
  return new URL(request.url).searchParams.get("zurueck") === "pruefen";
}

/** Whether the answers just saved have made others lapse. */
export function hasLapsed(request: Request): boolean {
  return new URL(request.url).searchParams.get("hinweis") === "entfallen";
}

function carriedTo(
  nodes: readonly FormNode[],
  { draft }: LoadedPage["open"],
): Pick<QuestionsView, "carried"> {
  const { answers, carriedFrom } = draft?.content ?? {};
  const origins = Object.entries(answers?.origins ?? {});
  const names = origins.flatMap(([name, origin]) => (origin === "carriedOver" ? [name] : []));
  const questions = questionsNamed(nodes, names);
  return carriedFrom && questions.length > 0 ? { carried: { ...carriedFrom, questions } } : {};
}

function doneOf(request: Request): Pick<ItemsView, "done"> {
  const news = new URL(request.url).searchParams.get("hinweis");
  if (news === "entfernt") return { done: "removed" };
  return news === "verschoben" ? { done: "moved" } : {};
}

/** The page as it was opened, or as it comes back after a post. */
export function pageView(
  request: Request,
  visit: Visit,
  loaded: LoadedPage,
  again?: Again,
): PageView {
  const { t, language } = textsFor(request);
  const { open, step, form } = loaded;
  const { journey } = open;
  const { page } = step.placed;
  const fromReview = isFromReview(request);
  const service = showText(journey.offering.service.name, language);
  const words = wordsOf(language);
  const title = {
    ...showText(page.title, language),
    text: stepTitle(journey, step, language, words),
  };
  const intro = page.intro && showText(page.intro, language);
  const list = showItems(journey, step, language, words);
  const raw = again ? withKept(again, loaded) : loaded.raw;
  const found = foundOptions(journey.offering, form, raw, language);
  const fees = feesOnPage(journey, step, language, words);
  const fresh = questionsNamed(form.nodes, again?.fresh ?? []);
  const anew = questionsNamed(form.nodes, open.draft?.content.anew ?? []);
  const content: PageView["content"] = list
    ? {
        kind: "items",
        list,
        ...doneOf(request),
      }
    : {
        kind: "questions",
        form,
        raw,
        stamp: stampOf(loaded.raw),
        page: step.address,
        ...(loaded.captures?.length && {
          captures: captureViews(request, loaded.captures, language),
        }),
        ...(fees && { fees }),
        ...(Object.keys(found).length > 0 && { found }),
        ...(fresh.length > 0 && { fresh }),
        ...(anew.length > 0 && { anew }),
        ...carriedTo(form.nodes, open),
      };
  return {
    kind: "page",
    frame: {
      ...(!again && step.items.length === 0 && isBlank(content) && { forEverybody: true }),
      title: t("page.documentTitle", { title: title.text, service: service.text }),
      municipality: municipalityFrame(open.municipality),
      ...trialOf(open, visit),
      ...(asksForCountry(form.nodes) && { texts: ["countries"] }),
      // Files are sent, and phones listened to, as long as the page is open.
      ...(asksForFile(form.nodes) && { atOnce: true }),
    },
    base: serviceUrl(visit),
    service,
    title,
    ...(intro && { intro }),
    step: journey.steps.indexOf(step) + 1,
    // The review is the last one.
    stepCount: journey.steps.length + 1,
    back: backOf(visit, loaded, fromReview),
    fromReview,
    ...(!again && hasLapsed(request) && { lapsed: true }),
    ...(open.updated && { updated: true }),
    ...(mayFileInTime(journey, open.today) && {
      inTime: `${serviceUrl(visit)}/pruefen?fristwahrend`,
    }),
    errors: again?.errors ?? [],
    content,
  };
}

/** What was posted, and in questions that come up (again) only now, what was answered there before. */
function withKept({ raw, fresh }: Again, loaded: LoadedPage): RawInput {
  const names = new Set(fresh);
  const kept = Object.entries(loaded.raw).filter(([control]) =>
    names.has(findControl(loaded.form.nodes, control)?.field.name ?? ""),
  );
  return { ...Object.fromEntries(kept), ...raw };
}

/** Whether nothing of what the citizen answered stands among the questions; titles of items may have names in them. */
function isBlank(content: PageView["content"]): boolean {
  if (content.kind === "items") return false;
  const { form, raw, fees, captures = {} } = content;
  // What a municipality charges may change while the service does not.
  if (fees) return false;
  return [captures, raw, form.context, form.files].every(
    (record) => Object.keys(record).length === 0,
  );
}

function backOf(visit: Visit, { open, step }: LoadedPage, fromReview: boolean): PageView["back"] {
  const base = serviceUrl(visit);
  if (fromReview) return { href: `${base}/pruefen`, to: "backToReview" };
  const before = stepBack(open.journey, step);
  return before
    ? { href: `${base}/${before.address}`, to: "back" }
    : { href: base, to: "backToService" };
}

function questionsNamed(
  nodes: readonly FormNode[],
  names: readonly string[],
): readonly NamedQuestion[] {
  return nodes.flatMap((node) =>
    node.type === "group"
      ? questionsNamed(node.children, names)
      : names.includes(node.name)
        ? [{ name: node.name, label: node.label }]
        : [],
  );
}
