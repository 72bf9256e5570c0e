import type { i18n } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

type Params = Readonly<Record<string, unknown>>;

interface Texts {
  /** A text for a place where elements may stand: marked with its language where the page's lacks it (WCAG 3.1.2). */
  readonly t: (key: string, params?: Params) => ReactNode;
  /** The words alone, for attributes and titles. */
  readonly plain: (key: string, params?: Params) => string;
  readonly i18n: i18n;
}

/** The portal's own texts in the language of the page, German ones where it lacks them. */
export function useTexts(namespaces: string | readonly string[]): Texts {
  const { t: look, i18n } = useTranslation(namespaces);
  return {
    i18n,
    plain: (key, params) => look(key, { ...params }),
    t: (key, params) => {
      const { res, usedLng } = look(key, { ...params, returnDetails: true });
      return usedLng === i18n.language ? res : <span lang={usedLng}>{res}</span>;
    },
  };
}
