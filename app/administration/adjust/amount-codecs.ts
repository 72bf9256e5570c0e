import type { FeeEntry } from "../../domain/fees/fee.ts";
import { rulesOf } from "../../domain/fields/field-kinds.ts";
import type { Option } from "../../domain/fields/kinds.ts";
import { filled, lineOf, type SettingCodec } from "../../domain/inputs/setting-input.ts";

/** An entry of a fee table, by its kind; amounts in euros as one writes them. `options`: the list that `codes` go by. */
export function feeCodec(kind: FeeEntry["kind"], options: readonly Option[]): SettingCodec {
  switch (kind) {
    case "amount":
      return {
        inputs: (value) => [
          {
            part: "euro",
            type: "line",
            value: [euroOf((value as { cents?: number } | null)?.cents)],
          },
        ],
        read: (typed) => ({ kind, cents: centsOf(lineOf(typed, "euro")) }),
      };
    case "percent":
      return {
        inputs: (value) => [
          {
            part: "percent",
            type: "line",
            value: [String((value as { percent?: number } | null)?.percent ?? "")],
          },
        ],
        read: (typed) => ({ kind, percent: numberOf(lineOf(typed, "percent")) }),
      };
    case "codes":
      return {
        inputs: (value) => {
          const cents = (value as { cents?: Record<string, number> } | null)?.cents ?? {};
          return Object.keys(cents).map((code) => {
            const label = options.find((option) => option.code === code)?.label;
            return {
              part: code,
              type: "line",
              label: label ?? { de: code },
              value: [euroOf(cents[code])],
            };
          });
        },
        read: (typed) => ({
          kind,
          cents: Object.fromEntries(
            options
              .filter(({ code }) => typed(code).length > 0)
              .map(({ code }) => [code, centsOf(lineOf(typed, code))]),
          ),
        }),
      };
    case "ranges":
      return {
        inputs: (value) => [{ part: "ranges", type: "area", value: [rangesOf(value)] }],
        read: (typed) => ({ kind, ranges: readRanges(lineOf(typed, "ranges")) }),
      };
  }
}

/** Whole days. */
export const daysCodec: SettingCodec = {
  inputs: (value) => [
    { part: "days", type: "line", value: [typeof value === "number" ? String(value) : ""] },
  ],
  read: (typed) => numberOf(lineOf(typed, "days")),
};

const units = ["days", "weeks", "months"] as const;

/** Periods of the procedure. */
export const processingCodec: SettingCodec = {
  inputs: (value) => {
    const { decideWithin, completeWithinDays } = (value ?? {}) as {
      readonly decideWithin?: { readonly count: number; readonly unit: string };
      readonly completeWithinDays?: number;
    };
    return [
      { part: "count", type: "line", value: [String(decideWithin?.count ?? "")] },
      {
        part: "unit",
        type: "choice",
        value: [decideWithin?.unit ?? "weeks"],
        choices: units.map((unit) => ({ value: unit })),
      },
      { part: "completeWithinDays", type: "line", value: [String(completeWithinDays ?? "")] },
    ];
  },
  read: (typed) => {
    const count = lineOf(typed, "count");
    const complete = lineOf(typed, "completeWithinDays");
    return filled({
      decideWithin: count === "" ? "" : { count: numberOf(count), unit: lineOf(typed, "unit") },
      completeWithinDays: complete === "" ? "" : numberOf(complete),
    });
  },
};

/** `12,50`; "" for nothing. */
function euroOf(cents: number | undefined): string {
  return cents === undefined ? "" : String(rulesOf("money").write(cents)[""]);
}

/** `1.234,50`, `12,5` or `12` as whole cents; what is none as it was typed. */
function centsOf(text: string): number | string {
  const match = /^(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?(?:\s*(?:€|EUR|Euro))?$/.exec(text);
  if (!match) return text;
  return (
    Number((match[1] ?? "").replaceAll(".", "")) * 100 + Number((match[2] ?? "").padEnd(2, "0"))
  );
}

function numberOf(text: string): number | string {
  return /^-?\d+(,\d+)?$/.test(text) ? Number(text.replace(",", ".")) : text;
}

interface Range {
  readonly upTo?: number;
  readonly cents: number;
}

/** One a line: `10: 7,00`, and `*: 9,00` for everything above. */
function rangesOf(value: unknown): string {
  const { ranges = [] } = (value ?? {}) as { readonly ranges?: readonly Range[] };
  return ranges
    .map(
      ({ upTo, cents }) =>
        `${upTo === undefined ? "*" : String(upTo).replace(".", ",")}: ${euroOf(cents)}`,
    )
    .join("\n");
}

function readRanges(text: string): unknown {
  return text.split("\n").map((line) => {
    const [bound = "", amount = ""] = line.split(":").map((part) => part.trim());
    return { ...(bound !== "*" && { upTo: numberOf(bound) }), cents: centsOf(amount) };
  });
}
