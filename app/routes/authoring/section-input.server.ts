import type { TFunction } from "i18next";
import * as z from "zod";
import { fileProblem, type FileProblem } from "#app/catalogue/file-problem.ts";
import { isLanguage, languageNames } from "#app/i18n/languages.ts";
import { packageFile } from "#app/operations/authoring/build-workpiece.ts";
import type { ReadEdits } from "#app/operations/authoring/package-form.ts";
import type { FormPlace } from "#app/operations/authoring/package-places.ts";
import {
  nameOfPackagePlace,
  type PackageClash,
  type PackageEdits,
  type SeenSayings,
} from "#app/operations/authoring/places.ts";

type Raw = Readonly<Record<string, readonly string[]>>;

const sayings = z.record(z.string(), z.unknown());

/** What the form had shown; a form that brings none back has shown nothing. */
export function readSeen(text: string | undefined): SeenSayings {
  try {
    return sayings.parse(JSON.parse(text ?? "{}"));
  } catch {
    throw new Response(null, { status: 400 });
  }
}

/** Name of the choice for a place. */
export function takeName(place: string): string {
  return `take ${place}`;
}

/** What somebody decided to set all the same, of what two have set. */
export function readMerge(raw: Raw): PackageEdits {
  const mine = readSeen(raw["mine"]?.[0]);
  return new Map(Object.entries(mine).filter(([place]) => raw[takeName(place)]?.[0] === "mine"));
}

export function notJsonProblems(notJson: ReadEdits["notJson"]): FileProblem[] {
  return notJson.map(({ place, reason }) => ({
    ...fileProblem(packageFile, "invalidJson", reason),
    path: place,
  }));
}

/** What two set, as the page shows it and as its form brings it back. */
export function shownClashes(
  clashes: readonly PackageClash[],
  places: readonly FormPlace[],
  language: string,
  t: TFunction,
) {
  return {
    clashes: clashes.map(({ place, mine, theirs }) => {
      const known = places.find((one) => nameOfPackagePlace(one.place) === place);
      return {
        place,
        take: takeName(place),
        title: `${t(`word.${known?.word ?? "unknown"}`)}${known?.path === undefined ? "" : ` (${known.path})`}`,
        mine: linesOf(mine, t),
        theirs: linesOf(theirs, t),
      };
    }),
    mine: JSON.stringify(Object.fromEntries(clashes.map(({ place, mine }) => [place, mine]))),
    seen: JSON.stringify(Object.fromEntries(clashes.map(({ place, theirs }) => [place, theirs]))),
    language,
  };
}

/** A saying to be read: texts by language, everything else as it is. */
function linesOf(value: unknown, t: TFunction): string[] {
  if (value === null) return [t("clash.nothing")];
  if (typeof value === "string") return [value];
  const texts = z.record(z.string(), z.string()).safeParse(value);
  if (!texts.success) return [JSON.stringify(value)];
  return Object.entries(texts.data).map(
    ([language, text]) => `${isLanguage(language) ? languageNames[language] : language}: ${text}`,
  );
}
