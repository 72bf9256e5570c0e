import { useTranslation } from "react-i18next";
import type { Say } from "./phrase.ts";

/** Looks up the portal's texts for a form, and remembers which ones fell back to German. */
export function useSay(): Say {
  const { t, i18n } = useTranslation(["forms", "errors", "portal"]);
  const say = (key: string, params?: Parameters<Say>[1]): string => t(key, { ...params });
  const langOf: Say["langOf"] = (key, params) => {
    const { usedLng } = t(key, { ...params, returnDetails: true });
    return usedLng === i18n.language ? undefined : usedLng;
  };
  return Object.assign(say, { langOf });
}
