import { assuranceLevels } from "../../domain/assurance.ts";
import type { FeeEntry } from "../../domain/fees/fee.ts";
import type { Option } from "../../domain/fields/kinds.ts";
import { nodeAt } from "../../domain/overlay/node-at.ts";
import type { AboutPart, Place } from "../../domain/overlay/place.ts";
import type { ServiceDefinition } from "../../domain/service.ts";
import { daysCodec, feeCodec, processingCodec } from "./amount-codecs.ts";
import { lineOf, type SettingCodec } from "../../domain/inputs/setting-input.ts";
import {
  contactCodec,
  plainLanguageCodec,
  signLanguageCodec,
  textCodec,
  textsCodec,
} from "../../domain/inputs/text-codecs.ts";

/** How a place of a service is asked for. Questions of one's own have a page for themselves. */
export function codecOf(
  service: ServiceDefinition,
  place: Exclude<Place, { kind: "extra" }>,
): SettingCodec {
  switch (place.kind) {
    case "about":
      return aboutCodec(service, place.part);
    case "fee": {
      const kind = service.fees?.table[place.entry]?.default.kind ?? "amount";
      return feeCodec(kind satisfies FeeEntry["kind"], optionsBehind(service, place.entry));
    }
    case "node":
      if (place.part === "required" || place.part === "omitted") return flagCodec(place.part);
      return textCodec(service.languages, place.part === "label" ? "line" : "area");
    case "page":
      return textCodec(service.languages, place.part === "title" ? "line" : "area");
    case "list":
      return offeredCodec(service.codeLists[place.key]?.options ?? []);
  }
}

function aboutCodec({ languages }: ServiceDefinition, part: AboutPart): SettingCodec {
  switch (part) {
    case "needs":
    case "legalBasis":
      return textsCodec(languages);
    case "processing":
      return processingCodec;
    case "retentionDays":
      return daysCodec;
    case "contact":
      return contactCodec(languages);
    case "plainLanguage":
      return plainLanguageCodec;
    case "signLanguage":
      return signLanguageCodec(languages);
    case "assurance":
      return assuranceCodec;
    case "languages":
      return choicesCodec(languages.map((language) => ({ value: language })));
    default:
      return textCodec(languages);
  }
}

const assuranceCodec: SettingCodec = {
  inputs: (value) => [
    {
      part: "assurance",
      type: "choice",
      value: [value as string],
      choices: assuranceLevels.map((level) => ({ value: level })),
    },
  ],
  read: (typed) => lineOf(typed, "assurance"),
};

function flagCodec(part: "required" | "omitted"): SettingCodec {
  return {
    inputs: (value) => [{ part, type: "flag", value: value === true ? ["on"] : [] }],
    read: (typed) => lineOf(typed, part) === "on",
  };
}

function choicesCodec(choices: readonly { readonly value: string }[]): SettingCodec {
  return {
    inputs: (value) => [
      { part: "chosen", type: "choices", value: (value ?? []) as readonly string[], choices },
    ],
    read: (typed) => {
      const chosen = new Set(typed("chosen"));
      return choices.map(({ value }) => value).filter((value) => chosen.has(value));
    },
  };
}

/** Longer lists are told by the codes that are left out, one a line. */
const mostBoxes = 80;

/** Which codes are offered; the setting holds those that are not. */
function offeredCodec(options: readonly Option[]): SettingCodec {
  const codes = options.map(({ code }) => code);
  if (codes.length > mostBoxes) {
    return {
      inputs: (value) => [
        {
          part: "omittedCodes",
          type: "area",
          value: [((value ?? []) as readonly string[]).join("\n")],
        },
      ],
      read: (typed) =>
        lineOf(typed, "omittedCodes")
          .split("\n")
          .map((line) => line.trim())
          .filter((line) => line !== ""),
    };
  }
  return {
    inputs: (value) => {
      const omitted = new Set((value ?? []) as readonly string[]);
      return [
        {
          part: "offered",
          type: "choices",
          value: codes.filter((code) => !omitted.has(code)),
          choices: options.map(({ code, label }) => ({ value: code, label })),
        },
      ];
    },
    read: (typed) => {
      const offered = new Set(typed("offered"));
      return codes.filter((code) => !offered.has(code));
    },
  };
}

/** The list by whose codes an entry of the fee table goes. */
function optionsBehind({ fees, nodes, codeLists }: ServiceDefinition, entry: string) {
  const by = fees?.positions.find((position) => position.entry === entry)?.by;
  const node = by === undefined ? undefined : nodeAt(nodes, by);
  const list = node?.type === "field" && "list" in node.options ? node.options.list : "";
  return codeLists[list]?.options ?? [];
}
