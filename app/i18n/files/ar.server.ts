import about from "../../../locales/ar/language.json" with { type: "json" };
import accessibility from "../../../locales/ar/accessibility.json" with { type: "json" };
import countries from "../../../locales/ar/countries.json" with { type: "json" };
import document from "../../../locales/ar/document.json" with { type: "json" };
import draft from "../../../locales/ar/draft.json" with { type: "json" };
import errors from "../../../locales/ar/errors.json" with { type: "json" };
import finder from "../../../locales/ar/finder.json" with { type: "json" };
import forms from "../../../locales/ar/forms.json" with { type: "json" };
import identity from "../../../locales/ar/identity.json" with { type: "json" };
import information from "../../../locales/ar/information.json" with { type: "json" };
import notice from "../../../locales/ar/notice.json" with { type: "json" };
import payment from "../../../locales/ar/payment.json" with { type: "json" };
import portal from "../../../locales/ar/portal.json" with { type: "json" };
import proof from "../../../locales/ar/proof.json" with { type: "json" };

/** Every file of Arabic texts. */
export const ar = {
  portal,
  forms,
  errors,
  countries,
  draft,
  information,
  proof,
  payment,
  identity,
  accessibility,
  notice,
  finder,
  document,
  about,
};
