import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { lengthOf } from "#app/domain/fields/text.ts";
import type { CountText } from "#app/ui/controls/character-count.tsx";

/** Where no more than this fits, nobody needs a count. */
const worthCounting = 100;
/** Part of the limit from which on the count is told. */
const near = 0.8;

/**
 * How many more characters fit, negative: how many are too many; undefined while the limit is far away. Counted as the
 * check does, which overlooks spaces around an answer and how browsers end lines.
 */
export function roomLeft(limit: number, typed: string): number | undefined {
  const count = lengthOf(typed.normalize("NFC").replaceAll(/\r\n?/g, "\n").trim());
  return count < near * limit ? undefined : limit - count;
}

/** Says how much room is left in a control for long texts; undefined for others. */
export function useCountText(limit: number | undefined): CountText | undefined {
  const { t } = useTranslation("forms");
  const countText = useCallback(
    (typed: string) => {
      const left = roomLeft(limit ?? Infinity, typed);
      if (left === undefined) return undefined;
      return left < 0
        ? t("charactersOver", { count: -left })
        : t("charactersLeft", { count: left });
    },
    [limit, t],
  );
  return limit !== undefined && limit > worthCounting ? countText : undefined;
}
