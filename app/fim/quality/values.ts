import { date, dateTime } from "../lexical.ts";
import type { FimDataType } from "../model.ts";

const number = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;
const whole = /^[+-]?\d+$/;
const time = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

/** How values of a data type are written, where it is settled. */
export const kindsOfValue = {
  number: { types: ["num", "num_currency"], isWritten: (text: string) => number.test(text) },
  whole: { types: ["num_int"], isWritten: (text: string) => whole.test(text) },
  date: { types: ["date"], isWritten: (text: string) => date(text) === undefined },
  dateTime: { types: ["datetime"], isWritten: (text: string) => dateTime(text) === undefined },
  time: { types: ["time"], isWritten: (text: string) => time.test(text) },
} as const satisfies Record<
  string,
  { readonly types: readonly FimDataType[]; readonly isWritten: (text: string) => boolean }
>;

/** Compares two values of a data type; undefined where one of them is none. */
export function compareValues(
  dataType: FimDataType,
  left: string | undefined,
  right: string | undefined,
): number | undefined {
  if (left === undefined || right === undefined) return undefined;
  const kind = Object.values(kindsOfValue).find(({ types }) =>
    (types as readonly FimDataType[]).includes(dataType),
  );
  if (!kind?.isWritten(left) || !kind.isWritten(right)) return undefined;
  if (dataType.startsWith("num")) return Number(left) - Number(right);
  return left < right ? -1 : left > right ? 1 : 0;
}
