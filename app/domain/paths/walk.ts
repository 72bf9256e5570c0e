import { noAnswers, type Answers } from "../answers.ts";
import { addItem, savePage } from "../change-answers.ts";
import { checkJourney } from "../check-journey.ts";
import type { StoredFile } from "../fields/kinds.ts";
import {
  furthestStep,
  groupInstance,
  isComplete,
  isReachable,
  itemsOf,
  nextStep,
  stepAt,
  type Step,
} from "../journey.ts";
import type { InstancePath, ItemId } from "../path.ts";
import {
  fillPage,
  journeyOf,
  post,
  typedOn,
  type FilledField,
  type FilledPage,
  type Filling,
  type Wishes,
} from "./form-filler.ts";
import { tryFiles } from "./file-mistakes.ts";
import { tryItems, tryPage, type Tried } from "./mistakes.ts";
import type { PersonStep, Trouble } from "./person.ts";
import { keepsFiles, type Slip, type Wanted } from "./slip.ts";
import { uploadTo } from "./upload.ts";

export interface Walk {
  readonly steps: readonly PersonStep[];
  readonly pages: readonly string[];
  readonly trouble: readonly Trouble[];
}

/** Walks a person through the form, page by page as the portal would; `tried`: mistakes that were shown already. */
export function walk(filling: Filling, wanted: Wanted, slips: readonly Slip[], tried: Tried): Walk {
  const possible = slips.filter((slip) => keepsFiles(slip, wanted));
  const walker = createWalker(filling, tried, possible);
  for (const late of possible.filter(({ page }) => page === undefined)) {
    walker.goThrough(new Map([...wanted, ...late.wanted]));
    if (!walker.review()) break;
  }
  walker.goThrough(wanted);
  return walker.end();
}

/** What is told where a rule between answers is broken. */
const claimCodes = new Set(["rule", "ruleUnknown", "groupRequired"]);

interface Walker {
  /** From the first page on to the last one. */
  readonly goThrough: (wanted: Wanted) => void;
  /** Whether the review finds something wrong. */
  readonly review: () => boolean;
  readonly end: () => Walk;
}

function createWalker(filling: Filling, tried: Tried, slips: readonly Slip[]): Walker {
  const { offering, today } = filling;
  const steps: PersonStep[] = [];
  const trouble: Trouble[] = [];
  /** Items of the portal's own making, as the layout names them. */
  const ranks = new Map<ItemId, string>();
  const slipped = new Set<Slip>();
  let answers: Answers = noAnswers;

  const laid = (name: InstancePath): InstancePath =>
    name.replace(/:([^/:]*)/g, (_match, item: string) => `:${ranks.get(item) ?? item}`);
  const wishesOf = (wanted: Wanted): Wishes => ({
    has: (name) => wanted.has(laid(name)),
    answer: (name) => wanted.get(laid(name)),
  });

  const walkAll = (wanted: Wanted): void => {
    let address = journeyOf(filling, answers).steps[0]?.address;
    const most = 40 + 20 * (journeyOf(filling, answers).steps.length + offering.pages.length);
    for (let rounds = 0; address !== undefined; rounds += 1) {
      const step = stepAt(journeyOf(filling, answers), address);
      if (!step) break;
      if (rounds > most) {
        trouble.push({ page: address, name: "", code: "endless" });
        return;
      }
      const next: string | undefined =
        step.placed.page.kind === "items" ? passItems(step, wanted) : passPage(step, wanted);
      if (next === undefined) return;
      address = next === "" ? undefined : next;
    }
  };

  /** Address of the page behind, "" at the end, undefined where there is no way on. */
  const behind = (address: string): string => {
    const journey = journeyOf(filling, answers);
    const step = stepAt(journey, address);
    const next = step && nextStep(journey, step);
    if (next && isReachable(journey, next)) return next.address;
    if (isComplete(journey)) return next?.address ?? "";
    return furthestStep(journey)?.address ?? "";
  };

  const passItems = (step: Step, wanted: Wanted): string | undefined => {
    const { page } = step.placed;
    if (page.kind !== "items") return undefined;
    const path = groupInstance(offering, page.group, step.items);
    const items = itemsOf(offering, answers, page.group, step.items);
    const count = Number(wanted.get(laid(path)) ?? items.length);
    const journey = journeyOf(filling, answers);
    steps.push(...tryItems(journey, step, tried));
    if (items.length < count) {
      const item = `a${String(ranks.size + 1)}`;
      ranks.set(item, String(items.length + 1));
      answers = addItem(answers, path, items, item);
      steps.push({ page: step.address, intent: "add" });
      const own = [...step.items, item];
      const after = journeyOf(filling, answers);
      const list = stepAt(after, step.address);
      if (list) steps.push(...tryItems(after, list, tried));
      const first = after.steps.find((one) => own.every((id, depth) => one.items[depth] === id));
      return first?.address ?? step.address;
    }
    steps.push({ page: step.address, intent: "next" });
    return step.complete ? behind(step.address) : refuse(step.address, path, "items.count");
  };

  const passPage = (step: Step, wanted: Wanted): string | undefined => {
    const { address } = step;
    const page = fillPage(filling, answers, address, wishesOf(wanted));
    if (!page) {
      refuse(address, "", "gone");
      return;
    }
    // Mistakes come first, so that a missing file is one of them.
    steps.push(...tryPage(filling, step, page, tried));
    const trial = tryFiles(filling, answers, address, page, wishesOf(wanted), tried);
    steps.push(...trial.steps);
    answers = trial.answers;
    if (!takeFiles(step, page)) return undefined;
    steps.push(...slipOn(step, wanted));
    const filled = fillPage(filling, answers, address, wishesOf(wanted)) ?? page;
    const typed = typedOn(filled.fields);
    const check = post(filling, filled.form, typed);
    const [error] = check.errors;
    steps.push({ page: address, input: typed, ...filesOn(filled.fields) });
    if (error) {
      refuse(address, error.name, error.code);
      return;
    }
    answers = savePage(answers, check);
    return behind(address);
  };

  /** Stores the files of a page, which arrive before the rest. */
  const takeFiles = ({ address }: Step, { fields }: FilledPage): boolean => {
    for (const { name, placed, value } of fields) {
      if (placed.node.kind !== "file" || !Array.isArray(value)) continue;
      const sent = uploadTo(answers, name, placed.node, value as readonly StoredFile[]);
      for (const { code } of sent.errors) refuse(address, name, code);
      if (sent.errors.length > 0) return false;
      answers = sent.answers;
    }
    const missing = fields.find(
      ({ value, required, isDecision, placed: { node } }) =>
        required &&
        !isDecision &&
        value === undefined &&
        !node.calculated &&
        !["staticText", "hidden", "locked"].includes(node.kind),
    );
    if (missing) refuse(address, missing.name, "noExample");
    return !missing;
  };

  const slipOn = (step: Step, wanted: Wanted): readonly PersonStep[] =>
    slips
      .filter((slip) => slip.page === step.placed.page.id && !slipped.has(slip))
      .flatMap((slip): PersonStep[] => {
        const all = new Map([...wanted, ...slip.wanted]);
        const page = fillPage(filling, answers, step.address, wishesOf(all));
        if (!page) return [];
        const input = typedOn(page.fields);
        const { errors } = post(filling, page.form, input);
        if (!errors.some(({ code }) => claimCodes.has(code))) return [];
        slipped.add(slip);
        return [
          {
            page: step.address,
            input,
            ...filesOn(page.fields),
            errors: errors.map(({ name, code }) => ({ name, code })),
          },
        ];
      });

  const refuse = (page: string, name: string, code: string): string | undefined => {
    trouble.push({ page, name, code });
    return undefined;
  };

  return {
    goThrough: walkAll,
    review: () => {
      const journey = journeyOf(filling, answers);
      if (trouble.length > 0 || !isComplete(journey)) return false;
      const open = checkJourney(journey, today);
      if (open.length === 0) return false;
      const errors = open.map(({ name, code, step }) => ({ name: name ?? step.address, code }));
      steps.push({ page: "pruefen", errors });
      return true;
    },
    end: () => {
      const journey = journeyOf(filling, answers);
      if (trouble.length === 0)
        for (const { step, name, code } of checkJourney(journey, today))
          trouble.push({ page: step.address, name: name ?? "", code });
      return { steps, trouble, pages: journey.steps.map(({ address }) => address) };
    },
  };
}

function filesOn(fields: readonly FilledField[]): Pick<PersonStep, "files"> {
  const files = fields.flatMap(({ name, placed, value }) =>
    placed.node.kind === "file" && Array.isArray(value)
      ? [
          [
            name,
            (value as readonly StoredFile[]).map(({ name: filename, mediaType }) => ({
              name: filename,
              mediaType,
            })),
          ] as const,
        ]
      : [],
  );
  return files.length > 0 ? { files: Object.fromEntries(files) } : {};
}
